package dev.converge.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.playbook.Rollout.BatchSize;
import dev.converge.unit.TimeSpan;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RolloutTest {

    @ParameterizedTest(name = "{0} of {1} hosts: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            1, 25%, 100% | 10   | 1 3 6
            1, 25%, 100% | 1    | 1
            1, 25%, 100% | 2    | 1 1
            1, 25%, 100% | 4    | 1 1 2
            1, 25%, 100% | 1000 | 1 250 749
            1            | 3    | 1 1 1
            2            | 5    | 2 2 1
            1, 2         | 6    | 1 2 2 1
            30%          | 10   | 3 3 3 1
            34%          | 3    | 2 1
            1%           | 3    | 1 1 1
            1%           | 101  | 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 1
            100%         | 7    | 7
            50           | 7    | 7
            50%, 1       | 5    | 3 1 1
            """)
    void eachEntryIsTheSizeOfTheNextBatchAndTheLastGoesOn(String batches, int hosts, String expected) {
        Rollout rollout = rollout(batches);

        List<Integer> sizes = rollout.sizes(hosts);

        assertThat(sizes.stream().map(String::valueOf).collect(Collectors.joining(" ")))
                .isEqualTo(expected);
        assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(hosts);
    }

    private static Rollout rollout(String batches) {
        return new Rollout(
                Arrays.stream(batches.split(",")).map(RolloutTest::size).toList(),
                0,
                TimeSpan.ZERO,
                Rollout.OnFailure.STOP);
    }

    private static BatchSize size(String written) {
        String text = written.strip();
        return text.endsWith("%")
                ? new BatchSize.Percentage(Integer.parseInt(text.substring(0, text.length() - 1)))
                : new BatchSize.Count(Integer.parseInt(text));
    }
}

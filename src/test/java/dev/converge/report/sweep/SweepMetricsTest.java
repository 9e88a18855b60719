package dev.converge.report.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SweepMetricsTest {

    static Stream<String> names() {
        return SweepSamples.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void theFilesOfTheHostsHaveTogetherWhatTheOneOfTheFleetHas(String name) {
        FleetSweep sweep = SweepSamples.named(name);

        List<String> series = sweep.results().stream()
                .flatMap(result -> series(SweepMetrics.text(sweep.only(result.host()))))
                .toList();

        assertThat(series).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(series))
                .isEqualTo(new TreeSet<>(series(SweepMetrics.text(sweep)).toList()));
    }

    @Test
    void labelsAreEscapedAsTheFormatHasIt() {
        MetricFamily family = new MetricFamily("a_metric", "Help.");

        family.add(3, "label", "quote \" backslash \\ newline \n end");

        assertThat(family.text()).isEqualTo("""
                        # HELP a_metric Help.
                        # TYPE a_metric gauge
                        a_metric{label="quote \\" backslash \\\\ newline \\n end"} 3
                        """);
    }

    @Test
    void oneSetOfLabelsCannotHaveTwoValues() {
        MetricFamily family = new MetricFamily("a_metric", "Help.");
        family.add(1, "host", "tank1");
        family.addOnce(BigDecimal.TEN, "host", "tank1");

        assertThat(family.text()).endsWith("a_metric{host=\"tank1\"} 1\n");
        assertThatThrownBy(() -> family.add(1, "host", "tank1"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a_metric{host=\"tank1\"} has two values");
    }

    private static Stream<String> series(String text) {
        return text.lines().filter(line -> !line.startsWith("#"));
    }
}

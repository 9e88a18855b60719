package dev.converge.unit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RestartPauseTest {

    /** Measured: 1, 2, 4, 8, 8 s (SYSTEMD.md 5). */
    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1s", "2, 3s", "3, 7s", "4, 15s", "5, 23s", "4294967295, 1088y 9month 2w 2d 5h 15min 43s"})
    void pausesThatGrowAddUpToWhatWasMeasured(long pauses, String expected) {
        RestartPause pause = pause("RestartSec=1;RestartMaxDelaySec=8;RestartSteps=3");

        TimeSpan sum = pause.atLeast(pauses);

        assertThat(sum).hasToString(expected);
    }

    @Test
    void chanceCountsInTheLongestSumOnly() {
        RestartPause pause = pause("RestartSec=3;RestartRandomizedDelaySec=2");

        TimeSpan longest = pause.atMost(5);

        assertThat(longest).hasToString("25s");
        assertThat(pause.atLeast(5)).hasToString("15s");
        assertThat(pause).hasToString("3s and at random up to 2s more");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RestartSec=1;RestartMaxDelaySec=8;RestartSteps=3        | 1s growing to 8s in 3 steps",
                "RestartSec=1;RestartSteps=3                             | 1s",
                "RestartSec=1;RestartMaxDelaySec=8                       | 1s",
                "RestartSec=8;RestartMaxDelaySec=3;RestartSteps=2        | 3s",
                "RestartSec=0;RestartMaxDelaySec=3;RestartSteps=2        | 0",
                "RestartSec=1;RestartMaxDelaySec=infinity;RestartSteps=2 | 1s",
                "RestartMaxDelaySec=1                                    | 100ms",
            })
    void whatSystemdIgnoresOfGrowingPausesIsIgnored(String lines, String expected) {
        RestartPause pause = pause(lines);

        assertThat(pause).hasToString(expected);
    }

    private static RestartPause pause(String lines) {
        return RestartPause.of(Services.of("[Service];" + lines), ManagerDefaults.BUILT_IN);
    }
}

package dev.converge.unit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StartLimitRemedyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10s   | 5          | 3s       | { StartLimitIntervalSec: 1min }",
                "10s   | 5          | 10s      | { StartLimitIntervalSec: 2min }",
                "10s   | 5          | 100ms    | { StartLimitBurst: 4 }",
                "30s   | 5          | 4s       | { StartLimitBurst: 3 }",
                "30s   | 5          | 10s      | { StartLimitIntervalSec: 2min }",
                "10s   | 100        | 100ms    | { StartLimitBurst: 4 }",
                "5min  | 20         | 10s      | { StartLimitBurst: 13 }",
                "0     | 5          | 3s       | { StartLimitIntervalSec: 1min }",
                "10s   | 0          | 100ms    | { StartLimitBurst: 4 }",
                "10s   | 0          | 3s       | { StartLimitBurst: 5, StartLimitIntervalSec: 1min }",
                "0     | 0          | 3s       | { StartLimitBurst: 5, StartLimitIntervalSec: 1min }",
                "10s   | 5          | 30d      | { StartLimitIntervalSec: infinity }",
                "10s   | 4294967295 | 1y       | { StartLimitIntervalSec: infinity }",
            })
    void theSmallestChangeIsOneLineForThePlaybook(String interval, long burst, String pause, String expected) {
        StartLimit limit = limit(interval, burst, pause);

        String yaml = StartLimitRemedy.yaml(limit);

        assertThat(yaml).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"10s, 5, 3s", "30s, 5, 4s", "5min, 20, 10s", "0, 0, 3s", "10s, 0, 100ms", "10s, 5, 1h", "10s, 200, 0"})
    void whatItSaysIsALimitWithAMargin(String interval, long burst, String pause) {
        StartLimit limit = limit(interval, burst, pause);

        var settings = StartLimitRemedy.settings(limit);

        StartLimit after = limit(
                settings.getOrDefault("StartLimitIntervalSec", interval),
                Long.parseLong(settings.getOrDefault("StartLimitBurst", Long.toString(burst))),
                pause);
        assertThat(after.hasMargin()).isTrue();
    }

    private static StartLimit limit(String interval, long burst, String pause) {
        return new StartLimit(
                TimeSpan.parse(interval).orElseThrow(),
                burst,
                RestartPause.constant(TimeSpan.parse(pause).orElseThrow()),
                TimeSpan.ZERO);
    }
}

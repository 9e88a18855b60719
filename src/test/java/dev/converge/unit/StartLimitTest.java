package dev.converge.unit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StartLimitTest {

    @Test
    void aServiceThatSaysNothingHasTheDefaultsOfTheHost() {
        ManagerDefaults defaults =
                new ManagerDefaults(TimeSpan.ofSeconds(300), 3, TimeSpan.ofSeconds(7), TimeSpan.ofSeconds(90));

        StartLimit limit = StartLimit.of(Services.of("[Service]\nExecStart=/bin/true"), defaults);

        assertThat(limit)
                .isEqualTo(new StartLimit(
                        TimeSpan.ofSeconds(300), 3, RestartPause.constant(TimeSpan.ofSeconds(7)), TimeSpan.ZERO));
    }

    @Test
    void ofOldAndNewNamesTheLastCounts() {
        MergedUnit service = Services.of(
                "[Unit]\nStartLimitIntervalSec=1min\n[Service]\nStartLimitInterval=2min\n[Unit]\nStartLimitInterval=3min");

        StartLimit limit = StartLimit.of(service, ManagerDefaults.BUILT_IN);

        assertThat(limit.interval()).hasToString("3min");
    }

    @Test
    void aValueThatSystemdRefusesLeavesTheEarlierOne() {
        MergedUnit service = Services.of(
                "[Unit]\nStartLimitIntervalSec=1min\nStartLimitIntervalSec=1 Min\nStartLimitIntervalSec=\n"
                        + "StartLimitBurst=7\nStartLimitBurst=many\nStartLimitBurst=4294967296\nStartLimitBurst=\n[Service]\nRestartSec=4\nRestartSec=-1");

        StartLimit limit = StartLimit.of(service, ManagerDefaults.BUILT_IN);

        assertThat(limit).isEqualTo(limit("1min", 7, "4s", "0"));
    }

    /** Border and chance: a start takes up to 0.3 s of its own, which can be what is missing to fill the window. */
    @ParameterizedTest
    @CsvSource({
        "10s,      5,   100ms, 0,    ALWAYS",
        "10s,      5,   1700ms, 0,   ALWAYS",
        "10s,      5,   1900ms, 0,   BY_CHANCE",
        "10s,      5,   2s,    0,    NEVER",
        "10s,      20,  100ms, 0,    ALWAYS",
        "10s,      50,  100ms, 0,    BY_CHANCE",
        "10s,      100, 100ms, 0,    NEVER",
        "10s,      5,   100ms, 2.5s, NEVER",
        "1min,     5,   100ms, 2.5s, ALWAYS",
        "infinity, 5,   1h,    1h,   ALWAYS",
        "0,        5,   100ms, 0,    NEVER",
        "10s,      0,   100ms, 0,    NEVER",
    })
    void theLimitIsReachedWhereAllStartsFitIntoTheWindow(
            String interval, long burst, String pause, String timeToFail, StartLimit.Reach expected) {
        StartLimit limit = limit(interval, burst, pause, timeToFail);

        StartLimit.Reach reach = limit.reach();

        assertThat(reach).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10s      | 5   | 3s       | 0 | 5 starts x 3s = 15s, longer than the window of 10s: the limit is never reached",
                "10s      | 5   | 2s       | 0 | 5 starts x 2s = 10s, as long as the window of 10s: the limit is never reached",
                "5min     | 5   | 10s      | 0 | 5 starts x 10s = 50s, shorter than the window of 5min: the limit stops the loop after 5 starts",
                "10s      | 5   | 100ms    | 0 | 5 starts x 100ms = 500ms, shorter than the window of 10s: the limit stops the loop after 5 starts",
                "10s      | 1   | 30s      | 0 | 1 start x 30s = 30s, longer than the window of 10s: the limit is never reached",
                "1min     | 4   | 1min 30s | 0 | 4 starts x 1min 30s = 6min, longer than the window of 1min: the limit is never reached",
                "infinity | 5   | 1h       | 0 | 5 starts x 1h = 5h, shorter than the window of infinity: the limit stops the loop after 5 starts",
                "10s      | 80  | 100ms    | 0 | 80 starts x 100ms = 8s, shorter than the window of 10s, but only by what the starts themselves take: chance decides whether the limit is ever reached",
                "10s      | 5   | 1s       | 5s | 5 starts x (a pause of 1s + 5s until it fails) = 30s, longer than the window of 10s: the limit is never reached",
                "0        | 5   | 3s       | 0 | StartLimitIntervalSec=0 turns the limit off",
                "10s      | 0   | 3s       | 0 | StartLimitBurst=0 turns the limit off",
            })
    void theArithmeticReadsAsASentence(String interval, long burst, String pause, String timeToFail, String sentence) {
        StartLimit limit = limit(interval, burst, pause, timeToFail);

        String arithmetic = limit.arithmetic();

        assertThat(arithmetic).isEqualTo(sentence);
    }

    /** With systemd's own numbers a service is stopped that fails within 1.6 s, and that is no margin. */
    @ParameterizedTest
    @CsvSource({
        "10s,      5, 100ms,  1.600s,   false",
        "10s,      5, 1500ms, 200ms,    false",
        "30s,      5, 100ms,  5.600s,   true",
        "5min,     5, 10s,    49.700s,  true",
        "10s,      5, 2s,     0,        false",
        "infinity, 5, 1h,     infinity, true",
    })
    void howLateAFailureMayComeIsKnown(String interval, long burst, String pause, String latest, boolean margin) {
        StartLimit limit = limit(interval, burst, pause, "0");

        TimeSpan catches = limit.catchesFailuresWithin();

        assertThat(catches).isEqualTo(TimeSpan.parse(latest).orElseThrow());
        assertThat(limit.hasMargin()).isEqualTo(margin);
    }

    private static StartLimit limit(String interval, long burst, String pause, String timeToFail) {
        return new StartLimit(
                TimeSpan.parse(interval).orElseThrow(),
                burst,
                RestartPause.constant(TimeSpan.parse(pause).orElseThrow()),
                TimeSpan.parse(timeToFail).orElseThrow());
    }
}

package dev.converge.unit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StartLimitTest {

    /** The table of SYSTEMD.md 5, for a service that fails at once. Lines are separated by {@code ;}. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[Service];Restart=always                                                                      | true",
                "[Service];Restart=always;RestartSec=5                                                         | false",
                "[Service];Restart=always;RestartSec=2                                                         | false",
                "[Service];Restart=always;RestartSec=0                                                         | true",
                "[Service];Restart=always;RestartSec=4;StartLimitIntervalSec=60;StartLimitBurst=3              | false",
                "[Service];Restart=always;RestartSec=3;StartLimitIntervalSec=300;StartLimitBurst=5             | false",
                "[Service];Restart=always;RestartSec=4;StartLimitInterval=60;StartLimitBurst=3                 | true",
                "[Service];Restart=always;RestartSec=3;[Unit];StartLimitIntervalSec=300;StartLimitBurst=5      | true",
                "[Service];Restart=always;RestartSec=3;[Unit];StartLimitInterval=300;StartLimitBurst=5         | true",
                "[Service];Restart=always;RestartSec=10;[Unit];StartLimitIntervalSec=30;StartLimitBurst=5      | false",
                "[Service];Restart=always;[Unit];StartLimitIntervalSec=0                                       | false",
                "[Service];Restart=always;[Unit];StartLimitBurst=0                                             | false",
                "[Service];Restart=always;RestartSec=1h;[Unit];StartLimitIntervalSec=infinity                  | true",
            })
    void whetherTheLimitTripsIsWhatWasSeenOnRealHosts(String lines, boolean trips) {
        MergedUnit service = service(lines.replace(";", "\n"));

        StartLimit limit = StartLimit.of(service);

        assertThat(limit.trips()).isEqualTo(trips);
    }

    @Test
    void aServiceThatSaysNothingHasSystemdsDefaults() {
        MergedUnit service = service("[Service]\nExecStart=/bin/true");

        StartLimit limit = StartLimit.of(service);

        assertThat(limit).isEqualTo(new StartLimit(TimeSpan.ofSeconds(10), 5, new TimeSpan(100_000)));
    }

    @Test
    void ofOldAndNewNamesTheLastCounts() {
        MergedUnit service = service(
                "[Unit]\nStartLimitIntervalSec=1min\n[Service]\nStartLimitInterval=2min\n[Unit]\nStartLimitInterval=3min");

        StartLimit limit = StartLimit.of(service);

        assertThat(limit.interval()).hasToString("3min");
    }

    @Test
    void aValueThatSystemdRefusesLeavesTheEarlierOne() {
        MergedUnit service = service(
                "[Unit]\nStartLimitIntervalSec=1min\nStartLimitIntervalSec=1 Min\nStartLimitIntervalSec=\n"
                        + "StartLimitBurst=7\nStartLimitBurst=many\nStartLimitBurst=4294967296\nStartLimitBurst=\n[Service]\nRestartSec=4\nRestartSec=-1");

        StartLimit limit = StartLimit.of(service);

        assertThat(limit).isEqualTo(new StartLimit(TimeSpan.ofSeconds(60), 7, TimeSpan.ofSeconds(4)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10s      | 5 | 3s       | 5 starts x 3s = 15s, longer than the window of 10s: the limit is never reached",
                "10s      | 5 | 2s       | 5 starts x 2s = 10s, as long as the window of 10s: the limit is never reached",
                "5min     | 5 | 10s      | 5 starts x 10s = 50s, shorter than the window of 5min: the limit stops the loop after 5 starts",
                "10s      | 5 | 100ms    | 5 starts x 100ms = 500ms, shorter than the window of 10s: the limit stops the loop after 5 starts",
                "10s      | 1 | 30s      | 1 start x 30s = 30s, longer than the window of 10s: the limit is never reached",
                "1min     | 4 | 1min 30s | 4 starts x 1min 30s = 6min, longer than the window of 1min: the limit is never reached",
                "infinity | 5 | 1h       | 5 starts x 1h = 5h, shorter than the window of infinity: the limit stops the loop after 5 starts",
                "10s      | 5 | infinity | RestartSec=infinity: it is never started again",
                "0        | 5 | 3s       | StartLimitIntervalSec=0 turns the limit off",
                "10s      | 0 | 3s       | StartLimitBurst=0 turns the limit off",
            })
    void theArithmeticReadsAsASentence(String interval, long burst, String pause, String sentence) {
        StartLimit limit = limit(interval, burst, pause);

        String arithmetic = limit.arithmetic();

        assertThat(arithmetic).isEqualTo(sentence);
    }

    @ParameterizedTest
    @CsvSource({
        "5,          3s,       30s",
        "5,          10s,      1min",
        "5,          100ms,    10s",
        "5,          5s,       1min",
        "5,          59s,      10min",
        "4,          1min,     5min",
        "3,          1h,       6h",
        "1,          0,        10s",
        "0,          3s,       10s",
        "5,          30d,      infinity",
        "5,          infinity, infinity",
        "4294967295, 1y,       infinity",
    })
    void theSmallestWindowIsARoundFigureThatLeavesASecondToFail(long burst, String pause, String smallest) {
        StartLimit limit = limit("10s", burst, pause);

        TimeSpan interval = limit.smallestEffectiveInterval();

        assertThat(interval).hasToString(smallest);
        assertThat(new StartLimit(interval, Math.max(1, burst), limit.restartSec()).trips())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"100ms, 345600", "5s, 16776", "0, 576000", "1d, 0", "infinity, 0"})
    void aLoopThatNothingStopsIsCountedByTheDay(String pause, long restarts) {
        StartLimit limit = limit("0", 5, pause);

        long perDay = limit.restartsPerDay();

        assertThat(perDay).isEqualTo(restarts);
    }

    private static StartLimit limit(String interval, long burst, String pause) {
        return new StartLimit(
                TimeSpan.parse(interval).orElseThrow(),
                burst,
                TimeSpan.parse(pause).orElseThrow());
    }

    private static MergedUnit service(String text) {
        UnitFile file = UnitFile.parse(Content.of(text + "\n"));
        HostPath path = new HostPath("/etc/systemd/system/a.service");
        return MergedUnit.of(UnitType.SERVICE, List.of(new MergedUnit.Source(path, file)));
    }
}

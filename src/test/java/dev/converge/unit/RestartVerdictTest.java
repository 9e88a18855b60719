package dev.converge.unit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RestartVerdictTest {

    /** The table of SYSTEMD.md 5, for a service that fails at once. Lines are separated by {@code ;}. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[Service];Restart=always                                                                      | BOUNDED",
                "[Service];Restart=always;RestartSec=5                                                         | UNBOUNDED",
                "[Service];Restart=always;RestartSec=2                                                         | UNBOUNDED",
                "[Service];Restart=always;RestartSec=0                                                         | BOUNDED",
                "[Service];Restart=always;RestartSec=4;StartLimitIntervalSec=60;StartLimitBurst=3              | UNBOUNDED",
                "[Service];Restart=always;RestartSec=3;StartLimitIntervalSec=300;StartLimitBurst=5             | UNBOUNDED",
                "[Service];Restart=always;RestartSec=4;StartLimitInterval=60;StartLimitBurst=3                 | BOUNDED",
                "[Service];Restart=always;RestartSec=3;[Unit];StartLimitIntervalSec=300;StartLimitBurst=5      | BOUNDED",
                "[Service];Restart=always;RestartSec=3;[Unit];StartLimitInterval=300;StartLimitBurst=5         | BOUNDED",
                "[Service];Restart=always;RestartSec=10;[Unit];StartLimitIntervalSec=30;StartLimitBurst=5      | UNBOUNDED",
                "[Service];Restart=always;[Unit];StartLimitIntervalSec=0                                       | UNBOUNDED",
                "[Service];Restart=always;[Unit];StartLimitBurst=0                                             | UNBOUNDED",
                "[Service];Restart=always;RestartSec=1h;[Unit];StartLimitIntervalSec=infinity                  | BOUNDED",
                "[Service];Restart=on-failure;Type=oneshot                                                     | BOUNDED",
                "[Service];Restart=always;Type=oneshot                                                         | NEVER",
                "[Service];Restart=on-success;Type=oneshot                                                     | NEVER",
                "[Service];Restart=no;RestartSec=5                                                             | NEVER",
                "[Service];RestartSec=5                                                                        | NEVER",
                "[Service];Restart=no;RestartForceExitStatus=1;RestartSec=5                                    | UNBOUNDED",
                "[Service];Restart=always;RestartSec=infinity                                                  | NEVER",
                "[Service];Restart=on-watchdog;RestartSec=5                                                    | NEVER",
                "[Service];Restart=on-watchdog;WatchdogSec=30                                                  | UNBOUNDED",
                "[Service];Restart=on-watchdog;WatchdogSec=1                                                   | BOUNDED",
                "[Service];Restart=on-failure;ExecStartPre=-/bin/sleep 5                                       | UNBOUNDED",
                "[Service];Restart=on-failure;ExecStartPre=/bin/sleep 5;ExecStartPre=                          | BOUNDED",
            })
    void theVerdictIsWhatWasSeenOnRealHosts(String lines, RestartVerdict.Kind expected) {
        MergedUnit service = Services.of(lines);

        RestartVerdict verdict = RestartVerdict.of(service, ManagerDefaults.BUILT_IN);

        assertThat(verdict.kind()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[Service];Restart=always;[Unit];StartLimitIntervalSec=5min | can restart at most 5 times in 5min; then stays down",
                "[Service];Restart=always;[Unit];StartLimitBurst=1          | can restart at most 1 time in 10s; then stays down",
                "[Service];Restart=always;[Unit];StartLimitAction=reboot    | can restart at most 5 times in 10s; then systemd does StartLimitAction=reboot",
                "[Service];Restart=always;[Unit];StartLimitAction=none      | can restart at most 5 times in 10s; then stays down",
                "[Service];Restart=always;RestartSec=10                     | can restart 8,640 times a day for ever",
                "[Service];Restart=always;[Unit];StartLimitBurst=0          | can restart 345,600 times a day for ever",
                "[Service];Restart=always;RestartSec=0;[Unit];StartLimitBurst=0 | can restart 345,600 times a day for ever",
                "[Service];Restart=always;RestartSec=1;RestartSteps=3;RestartMaxDelaySec=10 | can restart 8,640 times a day for ever",
                "[Service];Restart=always;RestartSec=10;RestartPreventExitStatus=3 SIGKILL | can restart 8,640 times a day for ever, unless it ends with 3 SIGKILL",
                "[Service];Restart=no                                       | is not restarted automatically",
            })
    void theSentenceSaysWhatComesOfIt(String lines, String expected) {
        MergedUnit service = Services.of(lines);

        RestartVerdict verdict = RestartVerdict.of(service, ManagerDefaults.BUILT_IN);

        assertThat(verdict.sentence()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[Service];Restart=always;Type=oneshot             | systemd refuses to load a unit with Restart=always and Type=oneshot",
                "[Service];Restart=on-watchdog                     | Restart=on-watchdog, but there is no WatchdogSec=",
                "[Service];ExecStart=/bin/true                     | Restart=no",
                "[Service];Restart=always;RestartSec=infinity      | RestartSec=infinity",
            })
    void aServiceThatNeverRestartsSaysWhy(String lines, String reason) {
        MergedUnit service = Services.of(lines);

        RestartVerdict verdict = RestartVerdict.of(service, ManagerDefaults.BUILT_IN);

        assertThat(verdict)
                .isEqualTo(new RestartVerdict(
                        RestartVerdict.Kind.NEVER, 0, TimeSpan.ZERO, reason, "is not restarted automatically"));
    }

    @Test
    void aBoundedOneCountsByTheWindowAndAnUnboundedOneByTheDay() {
        RestartVerdict bounded = RestartVerdict.of(
                Services.of("[Service];Restart=always;[Unit];StartLimitIntervalSec=1min"), ManagerDefaults.BUILT_IN);
        RestartVerdict unbounded =
                RestartVerdict.of(Services.of("[Service];Restart=always;RestartSec=5"), ManagerDefaults.BUILT_IN);

        assertThat(bounded.starts()).isEqualTo(5);
        assertThat(bounded.interval()).isEqualTo(TimeSpan.ofSeconds(60));
        assertThat(unbounded.starts()).isEqualTo(17_280);
        assertThat(unbounded.interval()).isEqualTo(TimeSpan.ofSeconds(86_400));
    }

    @ParameterizedTest
    @CsvSource({"247, UNBOUNDED", "253, UNBOUNDED", "254, BOUNDED", "262, BOUNDED"})
    void aDirectiveThatTheHostIsTooOldForDoesNotCount(int version, RestartVerdict.Kind expected) {
        MergedUnit service = Services.of(
                "[Service];Restart=always;RestartSec=8;RestartSteps=1;RestartMaxDelaySec=1",
                new SystemdVersion(version));

        RestartVerdict verdict = RestartVerdict.of(service, ManagerDefaults.BUILT_IN);

        assertThat(verdict.kind()).isEqualTo(expected);
    }

    /** SYSTEMD.md 5: {@code Type=notify} that is never ready, {@code TimeoutStartSec=2}, defaults: for ever. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[Service];Restart=always;Type=notify;TimeoutStartSec=2      | 5 starts x (a pause of 100ms + 2s until it fails) = 10.500000s, longer than the window of 10s: the limit is never reached",
                "[Service];Restart=on-failure;Type=forking;TimeoutSec=1      | 5 starts x (a pause of 100ms + 1s until it fails) = 5.500000s, shorter than the window of 10s: the limit stops the loop after 5 starts",
                "[Service];Restart=always;BusName=a.b                        | 5 starts x (a pause of 100ms + 1min 30s until it fails) = 7min 30.500000s, longer than the window of 10s: the limit is never reached",
                "[Service];Restart=always;Type=notify;TimeoutStartSec=0      | none",
                "[Service];Restart=on-failure;Type=oneshot                   | none",
                "[Service];Restart=on-failure;Type=oneshot;TimeoutStartSec=3 | 5 starts x (a pause of 100ms + 3s until it fails) = 15.500000s, longer than the window of 10s: the limit is never reached",
                "[Service];Restart=on-abort;Type=notify                      | none",
                "[Service];Restart=no;Type=notify                            | none",
                "[Service];Restart=always                                    | none",
            })
    void aStartThatHangsIsCountedApart(String lines, String arithmetic) {
        MergedUnit service = Services.of(lines);

        Optional<RestartVerdict> verdict = RestartVerdict.whenStartsHang(service, ManagerDefaults.BUILT_IN);

        assertThat(verdict.map(RestartVerdict::arithmetic).orElse("none")).isEqualTo(arithmetic);
    }
}

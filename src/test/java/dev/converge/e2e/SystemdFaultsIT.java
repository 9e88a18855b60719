package dev.converge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What becomes of a change when PID 1 stands still in it. How long each request then waits is a matter of the systemd, so each release has
 * its turn: another one for each commit, or those of {@code -Dconverge.fault.releases}.
 */
@ParameterizedClass
@MethodSource("releases")
final class SystemdFaultsIT {

    /** Stands in front of the real one, and lets nothing take longer than 2 seconds while a file says so. */
    private static final String HASTY_TIMEOUT = """
            #!/bin/sh
            [ ! -e /run/hasty ] || { shift 3; set -- -k 1 2 "$@"; }
            exec /usr/bin/timeout "$@"
            """;

    private static final String STARTING = "[ \"$(systemctl is-active sick.service)\" = activating ]";
    private static final Duration BEGUN = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final LabHost lab;
    private FaultyHost host;

    SystemdFaultsIT(Release release) {
        lab = LabHosts.fresh(release);
    }

    static Stream<Release> releases() {
        return Release.inTurn(System.getProperty("converge.fault.releases", ""));
    }

    @BeforeEach
    void reachTheHost() {
        host = FaultyHost.of(lab, folder);
        host.forget();
    }

    @AfterEach
    void nothingStandsBy() {
        host.await(FaultyHost.QUIET, Duration.ofSeconds(20));
        host.forget();
    }

    @Test
    void aSystemdThatStandsStillInAChangeIsWaitedFor() {
        host.wants(slowBy(3), "state: started");

        Workspace.Running apply = host.workspace().starting("", "apply", "--yes");
        host.await(STARTING, BEGUN);
        lab.signalPid1("STOP");
        LocalProcess.pause(Duration.ofSeconds(5));
        lab.signalPid1("CONT");
        Workspace.Run end = apply.end();

        assertThat(end.exitStatus()).as(end.out() + end.err()).isZero();
        assertThat(lab.property("sick.service", "ActiveState")).isEqualTo("active");
    }

    @Test
    void aSystemdThatAnswersNoMoreIsToldAndTheChangeUndoneOnceItDoes() {
        Snapshot before = Snapshot.of(lab);
        lab.write("/usr/sbin/timeout", HASTY_TIMEOUT);
        lab.exec("chmod 755 /usr/sbin/timeout");
        host.wants(slowBy(30), "state: started\nhealth: { active_for: 1s, timeout: 8s }");

        Workspace.Run end;
        try {
            Workspace.Running apply = host.workspace().starting("", "apply", "--yes");
            host.await(STARTING, BEGUN);
            lab.exec("touch /run/hasty");
            lab.signalPid1("STOP");
            end = apply.end();
        } finally {
            lab.signalPid1("CONT");
            lab.exec("rm -f /run/hasty /usr/sbin/timeout");
        }
        host.await(FaultyHost.QUIET, Duration.ofSeconds(30));

        assertThat(end.exitStatus()).isEqualTo(6);
        assertThat(end.out())
                .contains(lab.name() + " ROLLBACK FAILED: could not start sick.service (run ")
                .contains("systemd did not answer within ");
        assertThat(host.touchedSince(before)).isEmpty();
        assertThat(lab.property("sick.service", "LoadState")).isEqualTo("not-found");
    }

    /** Long enough in its start for something to happen meanwhile. */
    private static String slowBy(int seconds) {
        return "[Service]\nExecStartPre=/bin/sleep " + seconds + "\nExecStart=/bin/sleep infinity\n";
    }
}

package dev.converge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a unit has to show once it was started, and what becomes of a change whose unit does not. */
class HealthIT {

    private static final String UNIT = "/etc/systemd/system/probe.service";

    @TempDir
    Path folder;

    /**
     * @param service lines of {@code [Service]}
     * @param health the value of {@code health:}
     */
    private Workspace.Run apply(LabHost host, String service, String health) {
        return new Workspace(folder)
                .inventory("lab", host)
                .write("playbooks/site.yml", """
                        - name: Probe
                          hosts: lab
                          units:
                            probe.service:
                              content: |
                                [Service]
                                %s
                              state: started
                              restart: { StartLimitIntervalSec: 5min, StartLimitBurst: 3 }
                              health: %s
                        """.formatted(service.replace("\n", "\n            "), health))
                .converge("apply", "--yes");
    }

    private static void assertUndone(Workspace.Run apply, LabHost host, String why) {
        assertThat(apply.exitStatus()).as(apply.out() + apply.err()).isEqualTo(3);
        assertThat(apply.out()).contains("rolled back").contains(why).contains("The host is as it was before.");
        assertThat(host.tryExec("test -e " + UNIT).getExitCode()).isEqualTo(1);
        assertThat(host.property("probe.service", "LoadState")).isEqualTo("not-found");
    }

    @ParameterizedTest
    @EnumSource
    void aServiceThatEndsWithinItsTimeIsUndoneWithItsLastWords(Release release) {
        LabHost host = LabHosts.fresh(release);

        Workspace.Run apply = apply(
                host,
                "ExecStart=/bin/sh -c 'sleep 6; echo out of tape; exit 3'\nRestart=always\nRestartSec=30s",
                "{ active_for: 9s }");

        assertUndone(apply, host, "it ended and waits for its next start: exit-code");
        assertThat(apply.out())
                .contains("must be active within 2min 30s and stay so for 9s")
                .contains("out of tape");
    }

    @Test
    void aServiceThatRestartsAtOnceIsUndoneForItsRestarts() {
        LabHost host = LabHosts.fresh(Release.DEBIAN12);

        Workspace.Run apply =
                apply(host, "ExecStart=/bin/sleep 2\nRestart=always\nRestartSec=0", "{ active_for: 20s }");

        assertUndone(apply, host, "it ended and was started again");
    }

    @Test
    void aServiceThatHitsItsStartLimitIsUndoneAtOnce() {
        LabHost host = LabHosts.fresh(Release.DEBIAN12);
        long began = System.nanoTime();

        Workspace.Run apply = apply(host, "ExecStart=/bin/false\nRestart=always\nRestartSec=0", "{ active_for: 2min }");

        assertUndone(apply, host, "keep probe.service running");
        assertThat(System.nanoTime() - began).isLessThan(60_000_000_000L);
    }

    @Test
    void aServiceThatIsNotReadyInTimeIsUndone() {
        LabHost host = LabHosts.fresh(Release.DEBIAN12);

        Workspace.Run apply = apply(host, "Type=notify\nExecStart=/bin/sleep infinity", "{ timeout: 3s }");

        assertUndone(apply, host, "it did not become active within 3 s");
    }

    @Test
    void aServiceThatIsReadyInTimeAndStaysUpIsKept() {
        LabHost host = LabHosts.fresh(Release.DEBIAN12);

        Workspace.Run apply = apply(
                host,
                "Type=notify\nNotifyAccess=all\nExecStart=/bin/sh -c 'sleep 2; systemd-notify --ready; sleep infinity'",
                "{ active_for: 1s, timeout: 20s }");

        assertThat(apply.exitStatus()).as(apply.out() + apply.err()).isZero();
        assertThat(host.property("probe.service", "ActiveState")).isEqualTo("active");
    }
}

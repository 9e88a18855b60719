package dev.converge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three hosts, changed one after the other. */
class RolloutIT {

    private static final String UNIT = "/etc/systemd/system/fleet.service";

    @TempDir
    Path folder;

    private Workspace workspace = new Workspace(Path.of(""));
    private LabHost first = LabHosts.fresh(Release.DEBIAN11);
    private LabHost second = LabHosts.fresh(Release.DEBIAN12);
    private LabHost third = LabHosts.fresh(Release.DEBIAN13);

    @BeforeEach
    void writeInventory() {
        workspace = new Workspace(folder).inventory("fleet", first, second, third);
    }

    private void playbook(String rollout) {
        workspace.write("playbooks/site.yml", """
                - name: Fleet
                  hosts: fleet
                  rollout: %s
                  vars: { program: /bin/sleep infinity }
                  units:
                    fleet.service:
                      content: "[Service]\\nExecStart={{ program }}\\n"
                      state: started
                      restart: { Restart: on-failure, RestartSec: 5s, StartLimitIntervalSec: 5min, StartLimitBurst: 5 }
                """.formatted(rollout));
    }

    private static List<String> states(LabHost... hosts) {
        return Stream.of(hosts)
                .map(host -> host.property("fleet.service", "ActiveState"))
                .toList();
    }

    @Test
    void aCanaryThatFailsLeavesTheOthersUntouched() {
        playbook("{ batches: [1, 100%] }");

        Workspace.Run apply = workspace.converge("apply", "--yes", "-e", "program=/bin/missing");

        assertThat(apply.exitStatus()).as(apply.out() + apply.err()).isEqualTo(3);
        assertThat(apply.out())
                .contains("play fleet: 1, 2 hosts; when a host fails, no further host is begun")
                .contains("Batch 1 of 2 (play fleet)\n" + first.name() + " rolled back:")
                .contains(
                        second.name()
                                + " not begun: the run stopped in batch 1 of 2: 1 host failed, and max_failures of play fleet is 0");
        assertThat(Stream.of(first, second, third))
                .allMatch(host -> host.tryExec("test -e " + UNIT).getExitCode() == 1);

        Workspace.Run resumed = workspace.converge("apply", "--yes", "--resume");

        assertThat(resumed.exitStatus()).as(resumed.out() + resumed.err()).isZero();
        assertThat(resumed.err()).contains("Resuming with 3 of 3 hosts");
        assertThat(states(first, second, third)).containsOnly("active");
        assertThat(workspace.converge("apply", "--yes", "--resume").err()).contains("Nothing to resume");
    }

    @Test
    void theFirstCtrlCLetsTheHostUnderWayComeToItsEnd() {
        playbook("{ batches: 1 }");
        Workspace.Running apply = workspace.starting("", "apply", "--yes", "--format", "json");
        apply.awaitErr("batch 1 of 3");
        first.awaitState("fleet.service", "active", Duration.ofSeconds(30));

        Workspace.Run end = apply.signal("INT").end();

        assertThat(end.exitStatus()).as(end.err()).isEqualTo(130);
        assertThat(end.err()).contains("Press Ctrl-C again to leave at once");
        assertThat(Stream.of(first, second, third))
                .extracting(host -> end.host(host.name())
                        .getAsJsonObject("outcome")
                        .get("result")
                        .getAsString())
                .containsExactly("done", "not-begun", "not-begun");
        assertThat(states(first, second, third)).containsExactly("active", "inactive", "inactive");

        Workspace.Run resumed = workspace.converge("apply", "--yes", "--resume", "--limit", "!" + third.name());

        assertThat(resumed.exitStatus()).as(resumed.out() + resumed.err()).isZero();
        assertThat(resumed.out()).contains(second.name()).doesNotContain(first.name(), third.name());
        assertThat(states(first, second, third)).containsExactly("active", "active", "inactive");
    }

    @Test
    void aSecondCtrlCLeavesAtOnceAndTheHostEndsWhole() {
        playbook("{ batches: 1 }");
        Workspace.Running apply = workspace.starting("", "apply", "--yes");
        apply.awaitErr("batch 1 of 3");
        first.awaitState("fleet.service", "active", Duration.ofSeconds(30));
        apply.signal("TERM").awaitErr("Press Ctrl-C again");
        long signalled = System.nanoTime();

        Workspace.Run end = apply.signal("INT").end();

        assertThat(end.exitStatus()).as(end.err()).isEqualTo(130);
        assertThat(Duration.ofNanos(System.nanoTime() - signalled)).isLessThan(Duration.ofSeconds(3));
        assertThat(end.err())
                .contains("Each host that was begun ends whole by itself")
                .contains("converge plan");
        // Nobody confirms the change, so it is undone.
        first.awaitState("fleet.service", "inactive", Duration.ofSeconds(90));
        first.awaitState("converge-txn.service", "inactive", Duration.ofSeconds(60));
        assertThat(first.tryExec("test -e " + UNIT).getExitCode()).isEqualTo(1);
        assertThat(workspace.converge("plan").out()).contains("3 to change").doesNotContain("is not over");
    }

    @Test
    void ctrlCWhilePlanningLeavesAtOnce() throws IOException {
        playbook("{ batches: 1 }");
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            workspace.write(
                    "inventory/silent.yml",
                    "fleet:\n  hosts:\n    silent: { ansible_host: 127.0.0.1, ansible_port: " + silent.getLocalPort()
                            + " }\n");
            Workspace.Running apply = workspace.starting("", "apply", "--yes", "--format", "json");
            try (Socket begun = silent.accept()) {
                assertThat(begun.isConnected()).isTrue();

                Workspace.Run end = apply.signal("INT").end();

                assertThat(end.exitStatus()).as(end.err()).isEqualTo(130);
                assertThat(end.err()).contains("Interrupted. Nothing was changed.");
                assertThat(end.out()).isEmpty();
            }
        }
    }

    @Test
    void onFailureRollbackRestoresTheBatchesThatWereDone() {
        playbook("{ batches: 1, on_failure: rollback }");
        first.exec("ln -s /bin/sleep /usr/local/bin/fleet");
        first.write(UNIT, "[Service]\nExecStart=/bin/sleep 1000\n");
        first.exec("systemctl daemon-reload && systemctl start fleet.service");

        Workspace.Run apply = workspace.converge("apply", "--yes", "-e", "program=/usr/local/bin/fleet infinity");

        assertThat(apply.exitStatus()).as(apply.out() + apply.err()).isEqualTo(3);
        assertThat(apply.out())
                .contains(first.name() + " undone: the run stopped in batch 2 of 3")
                .contains(second.name() + " rolled back:")
                .contains(third.name() + " not begun:");
        assertThat(first.exec("cat " + UNIT)).isEqualTo("[Service]\nExecStart=/bin/sleep 1000");
        assertThat(first.property("fleet.service", "ExecStart")).contains("/bin/sleep 1000");
        assertThat(states(first, second, third)).containsExactly("active", "inactive", "inactive");
        assertThat(first.tryExec("test -e /etc/systemd/system/fleet.service.d").getExitCode())
                .isEqualTo(1);
    }
}

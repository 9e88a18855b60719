package dev.converge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Guards on real hosts: incident 2 as it was, with nobody who knew what polyscan is and so no play that declares it. */
class GuardsIT {

    private static final String LOCAL = """
            - name: Guards
              hosts: scan
              guards:
                - match: "*.service"
                  restart: { StartLimitIntervalSec: 30s, StartLimitBurst: 4, RestartSec: 1s }
                  resources: { TasksMax: 1024, MemoryMax: 50% }
            """;

    private static final String ANY = """
            - name: Guards
              hosts: scan
              guards:
                - match: "*.service"
                  origin: any
                  restart: { StartLimitIntervalSec: 5min, StartLimitBurst: 5, RestartSec: 1s }
                  resources: { TasksMax: 1024, LimitNPROC: 8192 }
            """;

    private static final String PIDS = "for unit in $(systemctl list-units --plain --no-legend --state=running"
            + " --type=service | cut -d' ' -f1 | grep -v ^user@); do systemctl show --property=Id,MainPID $unit; done";

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void aRunningCrashLoopThatNobodyDeclaredEnds(Release release) {
        LabHost host = LabHosts.fresh(release);
        host.incident("crash-loop");
        Workspace workspace = workspace(host, LOCAL);
        String renderer = host.property("frame-render.service", "MainPID");
        Workspace.Run plan = workspace.converge("plan");

        Workspace.Run apply = workspace.converge("apply", "--yes");
        host.awaitState("polyscan.service", "failed", Duration.ofSeconds(30));
        String restarts = host.property("polyscan.service", "NRestarts");
        LocalProcess.pause(Duration.ofSeconds(3));

        assertThat(plan.out())
                .contains("/etc/systemd/system/polyscan.service.d/00-converge-guard.conf")
                .contains("converge apply adds the guard of play guards")
                .doesNotContain("/etc/systemd/system/ssh.service.d");
        assertThat(apply.exitStatus()).as(apply.out() + apply.err()).isZero();
        assertThat(host.property("polyscan.service", "NRestarts")).isEqualTo(restarts);
        assertThat(host.property("polyscan.service", "ActiveState")).isEqualTo("failed");
        assertThat(host.property("polyscan.service", "TasksMax")).isEqualTo("1024");
        assertThat(host.property("frame-render.service", "TasksMax")).isEqualTo("1024");
        assertThat(host.property("frame-render.service", "MemoryMax")).isNotEqualTo("infinity");
        assertThat(host.property("frame-render.service", "MainPID")).isEqualTo(renderer);
        assertThat(host.exec("find /etc/systemd/system -name 00-converge-guard.conf | sort"))
                .isEqualTo("/etc/systemd/system/frame-render.service.d/00-converge-guard.conf\n"
                        + "/etc/systemd/system/polyscan.service.d/00-converge-guard.conf");
        assertNothingIsLeft(workspace);
    }

    @ParameterizedTest
    @EnumSource
    void guardsOfEveryServiceOfTheHostRestartNoneAndGoAgain(Release release) {
        LabHost host = LabHosts.fresh(release);
        Workspace workspace = workspace(host, ANY);
        String before = host.exec(PIDS);

        Workspace.Run apply = workspace.converge("apply", "--yes");

        assertThat(apply.exitStatus()).as(apply.out() + apply.err()).isZero();
        assertThat(host.exec(PIDS)).isEqualTo(before);
        assertThat(host.property("ssh.service", "TasksMax")).isEqualTo("1024");
        assertThat(apply.out()).contains("from its next start on: LimitNPROC");
        assertNothingIsLeft(workspace);
        workspace.write("playbooks/site.yml", "- name: Guards\n  hosts: scan\n  units: { other.service: {} }\n");
        Workspace.Run without = workspace.converge("apply", "--yes");
        assertThat(without.exitStatus()).as(without.out() + without.err()).isZero();
        assertThat(host.exec("find /etc/systemd -name '*converge-guard*'")).isEmpty();
        assertThat(host.exec(PIDS)).isEqualTo(before);
    }

    private static void assertNothingIsLeft(Workspace workspace) {
        Workspace.Run second = workspace.converge("plan", "--detailed-exitcode");
        assertThat(second.exitStatus()).as(second.out() + second.err()).isZero();
    }

    private Workspace workspace(LabHost host, String playbook) {
        return new Workspace(folder).inventory("scan", host).write("playbooks/site.yml", playbook);
    }
}

package dev.converge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Incident 2: polyscan crashes and restarts for ever, its start limit written under [Service]; a heavy job without quotas runs beside it. */
class CrashLoopIT {

    private static final String PLAYBOOK = """
            - name: Scan
              hosts: scan
              units:
                polyscan.service:
                  restart: { RestartSec: 1s, StartLimitIntervalSec: 30s, StartLimitBurst: 4 }
                  resources: { MemoryMax: 512M, CPUQuota: 50%, TasksMax: 64 }
                frame-render.service:
                  resources: { MemoryMax: 2G, CPUQuota: 80%, TasksMax: 512 }
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void thePlanShowsWhyItWouldLoopForEver(Release release) {
        LabHost host = LabHosts.fresh(release);
        host.incident("crash-loop");
        Workspace workspace = workspace(host);

        Workspace.Run plan = workspace.converge("plan");

        assertThat(plan.exitStatus()).as(plan.err()).isZero();
        assertThat(plan.out())
                .contains("start-limit-misplaced")
                .contains("/etc/systemd/system/polyscan.service:11")
                .contains("start-limit-ineffective")
                .contains("5 starts")
                .contains("15s")
                .contains("10s");
    }

    @ParameterizedTest
    @EnumSource
    void theLoopEndsForGoodAndTheDeclaredLimitsAreInForce(Release release) {
        LabHost host = LabHosts.fresh(release);
        host.incident("crash-loop");
        Workspace workspace = workspace(host);
        String renderer = host.property("frame-render.service", "MainPID");

        Workspace.Run apply = workspace.converge("apply", "--yes");
        host.awaitState("polyscan.service", "failed", Duration.ofSeconds(30));
        String restarts = host.property("polyscan.service", "NRestarts");
        LocalProcess.pause(Duration.ofSeconds(3));

        assertThat(apply.exitStatus()).as(apply.out() + apply.err()).isZero();
        assertThat(host.property("polyscan.service", "NRestarts")).isEqualTo(restarts);
        assertThat(host.property("polyscan.service", "ActiveState")).isEqualTo("failed");
        assertThat(host.property("polyscan.service", "StartLimitBurst")).isEqualTo("4");
        assertThat(host.property("polyscan.service", "StartLimitIntervalUSec")).isEqualTo("30s");
        assertThat(host.property("polyscan.service", "MemoryMax")).isEqualTo("536870912");
        assertThat(host.property("polyscan.service", "CPUQuotaPerSecUSec")).isEqualTo("500ms");
        assertThat(host.property("polyscan.service", "TasksMax")).isEqualTo("64");
        assertThat(host.property("frame-render.service", "MemoryMax")).isEqualTo("2147483648");
        assertThat(host.property("frame-render.service", "MainPID")).isEqualTo(renderer);
        Workspace.Run second = workspace.converge("plan", "--detailed-exitcode");
        assertThat(second.exitStatus()).as(second.out() + second.err()).isZero();
    }

    private Workspace workspace(LabHost host) {
        return new Workspace(folder).inventory("scan", host).write("playbooks/site.yml", PLAYBOOK);
    }
}

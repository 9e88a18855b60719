package dev.converge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.observed.ObservedHost;
import dev.converge.observed.Probe;
import dev.converge.observed.ProbeRequest;
import dev.converge.unit.Directive;
import dev.converge.unit.Directives;
import dev.converge.unit.Grammar;
import dev.converge.unit.Standing;
import dev.converge.unit.UnitName;
import dev.converge.unit.UnitType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What converge knows of versions, and of values that systemd drops, compared with hosts of three versions. */
class DirectiveVersionsIT {

    private static final List<String> ASSIGNMENTS = List.of(
            "CPUWeight=idle",
            "StartupCPUWeight=idle",
            "CPUWeight=100",
            "Type=exec",
            "Type=notify-reload",
            "RestartMode=direct",
            "RestartMode=debug",
            "RestartSteps=3",
            "RestartMaxDelaySec=1min",
            "RestartRandomizedDelaySec=1s",
            "StartLimitAction=soft-reboot",
            "FailureAction=soft-reboot-force",
            "SuccessAction=soft-reboot",
            "StartLimitAction=reboot",
            "PrivateUsers=identity",
            "PrivateUsers=self",
            "PrivateUsers=full",
            "PrivateTmp=disconnected",
            "ProtectControlGroups=private",
            "ProtectControlGroups=strict",
            "ProtectHostname=private",
            "StandardOutput=truncate:/tmp/x",
            "StandardError=truncate:/tmp/x",
            "StandardOutput=append:/tmp/x",
            "ExitType=cgroup",
            "DelegateSubgroup=x",
            "MemoryMax=2G",
            "MemoryMax=2GB",
            "CPUQuota=80",
            "LimitNOFILE=65k",
            "RestartSec=5 # five",
            "TasksMax=1K",
            "Restart=sometimes");

    private static final String PLAYBOOK = """
            - name: Pump
              hosts: pump
              units:
                pump.service:
                  content: "[Service]\\nExecStart=/bin/sleep infinity\\n"
                  state: started
                  restart: { Restart: on-failure, RestartSec: 1s, RestartSteps: 5, RestartMaxDelaySec: 1min, StartLimitIntervalSec: 1h, StartLimitBurst: 5 }
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void aHostTakesWhatConvergeSaysThatItsVersionTakes(Release release) {
        LabHost host = LabHosts.fresh(release);
        StringBuilder script = new StringBuilder("mkdir -p /tmp/versions && cd /tmp/versions\n");
        for (int i = 0; i < ASSIGNMENTS.size(); i++) {
            Directive directive = directive(ASSIGNMENTS.get(i));
            script.append("printf '[Service]\\nExecStart=/bin/true\\n[%s]\\n%s\\n' '" + directive.section() + "' '"
                    + ASSIGNMENTS.get(i) + "' > versions" + i + ".service\n");
        }
        script.append("SYSTEMD_LOG_COLOR=0 systemd-analyze verify --man=no ./*.service 2>&1 || :");

        String complaints = host.exec(script.toString());

        List<String> disagreements = new ArrayList<>();
        for (int i = 0; i < ASSIGNMENTS.size(); i++) {
            boolean taken = !complaints.contains("/versions" + i + ".service:");
            if (taken != isTaken(ASSIGNMENTS.get(i), release)) {
                disagreements.add(ASSIGNMENTS.get(i) + (taken ? " is taken" : " is ignored"));
            }
        }
        assertThat(disagreements).as(complaints).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aPlanForAHostThatIsTooOldSaysSoAndApplyLeavesItAlone(Release release) {
        LabHost host = LabHosts.fresh(release);
        boolean old = release.systemd() < 254;
        Workspace workspace = new Workspace(folder).inventory("pump", host).write("playbooks/site.yml", PLAYBOOK);

        Workspace.Run plan = workspace.converge("plan");
        Workspace.Run apply = workspace.converge("apply", "--yes");

        assertThat(plan.exitStatus()).as(plan.out() + plan.err()).isZero();
        assertThat(plan.out().contains("unsupported-directive")).isEqualTo(old);
        assertThat(plan.out().contains("playbooks/site.yml:7:69 declares RestartSteps=5"))
                .isEqualTo(old);
        assertThat(apply.exitStatus()).as(apply.out() + apply.err()).isEqualTo(old ? 3 : 0);
        assertThat(host.property("pump.service", "LoadState")).isEqualTo(old ? "not-found" : "loaded");
    }

    /** All units that came with the release, not only those that findings are about: their authors tested them with this systemd. */
    @ParameterizedTest
    @EnumSource
    void noLineOfAStockHostIsTakenForIgnored(Release release) throws Exception {
        LabHost host = LabHosts.fresh(release);

        ObservedHost observed = Probe.observe(
                ContainerHost.of(host),
                new ProbeRequest(Optional.empty(), List.of(), List.of(), List.of(), List.of(), List.of()));

        List<String> ignored = new ArrayList<>();
        int lines = 0;
        for (UnitName unit : observed.tree().units()) {
            var standings = observed.tree().merged(unit).map(merged -> merged.standings());
            lines += standings.map(found -> found.size()).orElse(0);
            standings.ifPresent(found -> found.forEach((setting, standing) -> {
                if (standing instanceof Standing.Refused || standing instanceof Standing.Newer) {
                    ignored.add(setting + " " + standing);
                }
            }));
        }
        System.out.println(
                "Directives of a stock " + release + ": " + lines + " lines, taken for ignored: " + ignored.size());
        assertThat(lines).isGreaterThan(500);
        assertThat(ignored).isEmpty();
    }

    private static Directive directive(String assignment) {
        String name = assignment.substring(0, assignment.indexOf('='));
        return Directives.find(UnitType.SERVICE, name).orElseThrow();
    }

    private static boolean isTaken(String assignment, Release release) {
        String value = assignment.substring(assignment.indexOf('=') + 1);
        Directive directive = directive(assignment);
        return directive.since(value) <= release.systemd()
                && directive.grammar().judge(value) instanceof Grammar.Verdict.Accepted;
    }
}

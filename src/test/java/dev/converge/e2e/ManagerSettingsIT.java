package dev.converge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Settings of systemd itself on real hosts. */
class ManagerSettingsIT {

    private static final String UNIT = "/etc/systemd/system/plain.service";
    private static final String FILE = "/etc/systemd/system.conf.d/50-converge.conf";

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void defaultsReachUnitsWithoutValuesOfTheirOwnAndGoAgain(Release release) {
        LabHost host = LabHosts.fresh(release);
        startPlainService(host);
        Workspace workspace = workspace(host, """
                - name: Limits
                  hosts: hosts
                  manager: { DefaultStartLimitIntervalSec: 5min, DefaultStartLimitBurst: 7, DefaultTasksMax: 999 }
                """);

        Workspace.Run apply = workspace.converge("apply", "--yes", "--format", "json");

        assertThat(apply.exitStatus()).as(apply.out() + apply.err()).isZero();
        assertThat(apply.out()).contains("\"daemon-reload\"").doesNotContain("\"daemon-reexec\"");
        assertThat(host.property("plain.service", "StartLimitIntervalUSec")).isEqualTo("5min");
        assertThat(host.property("plain.service", "StartLimitBurst")).isEqualTo("7");
        assertThat(host.property("plain.service", "TasksMax")).isEqualTo("999");
        assertNothingIsLeft(workspace);
        workspace.write("playbooks/site.yml", "- name: Limits\n  hosts: hosts\n  units: { plain.service: {} }\n");
        Workspace.Run without = workspace.converge("apply", "--yes");
        assertThat(without.exitStatus()).as(without.out() + without.err()).isZero();
        assertThat(host.tryExec("test -e " + FILE).getExitCode()).isOne();
        assertThat(host.property("plain.service", "StartLimitIntervalUSec")).isEqualTo("10s");
    }

    @ParameterizedTest
    @EnumSource
    void aSettingThatNeedsItHasSystemdExecutedAnewUnderRunningServices(Release release) {
        LabHost host = LabHosts.fresh(release);
        startPlainService(host);
        String before = running(host);
        String slack =
                host.exec("systemctl show --property=TimerSlackNSec --value").equals("77000") ? "66" : "77";
        Workspace workspace = workspace(host, """
                - name: Slack
                  hosts: hosts
                  manager: { TimerSlackNSec: %sus }
                """.formatted(slack));

        Workspace.Run apply = workspace.converge("apply", "--yes", "--format", "json");

        assertThat(apply.exitStatus()).as(apply.out() + apply.err()).isZero();
        assertThat(apply.out()).contains("\"daemon-reexec\"").doesNotContain("\"daemon-reload\"");
        assertThat(host.exec("systemctl show --property=TimerSlackNSec --value"))
                .isEqualTo(slack + "000");
        assertThat(running(host)).isEqualTo(before);
        assertNothingIsLeft(workspace);
    }

    @ParameterizedTest
    @EnumSource
    void anUndoneChangeLeavesSystemdWithItsOldSettings(Release release) {
        LabHost host = LabHosts.fresh(release);
        startPlainService(host);
        String before = running(host);
        Workspace workspace = workspace(host, """
                - name: Broken
                  hosts: hosts
                  manager: { LogLevel: notice, TimerSlackNSec: 88us }
                  units:
                    broken.service:
                      content: "[Service]\\nExecStart=/bin/false\\n"
                      state: started
                """);

        Workspace.Run apply = workspace.converge("apply", "--yes");

        assertThat(apply.exitStatus()).as(apply.out() + apply.err()).isEqualTo(3);
        assertThat(host.exec("systemctl show --property=LogLevel --value")).isEqualTo("info");
        assertThat(host.tryExec("test -e " + FILE).getExitCode()).isOne();
        assertThat(running(host)).isEqualTo(before);
    }

    private static void startPlainService(LabHost host) {
        host.write(UNIT, "[Service]\nExecStart=/bin/sleep infinity\n");
        host.exec("systemctl daemon-reload && systemctl start plain.service");
    }

    private static String running(LabHost host) {
        return host.property("plain.service", "MainPID") + " " + host.property("plain.service", "InvocationID");
    }

    private static void assertNothingIsLeft(Workspace workspace) {
        Workspace.Run second = workspace.converge("plan", "--detailed-exitcode");
        assertThat(second.exitStatus()).as(second.out() + second.err()).isZero();
    }

    private Workspace workspace(LabHost host, String playbook) {
        return new Workspace(folder).inventory("hosts", host).write("playbooks/site.yml", playbook);
    }
}

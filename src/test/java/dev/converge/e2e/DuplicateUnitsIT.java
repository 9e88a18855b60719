package dev.converge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Incident 1: two units that had been disabled run a second and third MediaMTX, because presets brought them back. */
class DuplicateUnitsIT {

    private static final String PLAYBOOK = """
            - name: Avatar tank
              hosts: tank
              vars: { mediamtx: /usr/local/bin/mediamtx, configuration: /etc/mediamtx/mediamtx.yml }
              units:
                avatar-tank.service:
                  template: avatar-tank.service
                  state: started
                  enabled: true
                  restart: { Restart: on-failure, RestartSec: 10s, StartLimitIntervalSec: 5min, StartLimitBurst: 5 }
                  resources: { MemoryMax: 2G, CPUQuota: 80%, TasksMax: 512 }
              strays:
                - match: ["avatar-*.service", "*mediamtx*.service"]
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void thePlanNamesBothStraysAndThePresetLinesThatWouldBringThemBack(Release release) {
        LabHost host = LabHosts.fresh(release);
        host.incident("duplicate-units");
        Workspace workspace = workspace(host);

        Workspace.Run plan = workspace.converge("plan");

        assertThat(plan.exitStatus()).as(plan.err()).isZero();
        assertThat(plan.out())
                .contains("/etc/systemd/system-preset/80-avatar.preset:2")
                .contains("enable avatar-*.service")
                .contains("/etc/systemd/system-preset/80-avatar.preset:3")
                .contains("enable mediamtx*.service")
                .contains("stray: matches avatar-*.service, declared nowhere")
                .contains("stray: matches *mediamtx*.service, declared nowhere");
    }

    @ParameterizedTest
    @EnumSource
    void afterTheApplyNothingIsLeftOfThemAndARebootWithPresetsReplayedDoesNotBringThemBack(Release release) {
        LabHost host = LabHosts.fresh(release);
        host.incident("duplicate-units");
        Workspace workspace = workspace(host);

        Workspace.Run apply = workspace.converge("apply", "--yes");
        Workspace.Run second = workspace.converge("plan", "--detailed-exitcode");

        assertThat(apply.exitStatus()).as(apply.out() + apply.err()).isZero();
        assertThat(second.exitStatus()).as(second.out() + second.err()).isZero();
        assertThatOnlyTheTankIsLeft(host);
        host.exec("echo uninitialized > /etc/machine-id");
        host.reboot();
        assertThatOnlyTheTankIsLeft(host);
    }

    private Workspace workspace(LabHost host) {
        return new Workspace(folder)
                .inventory("tank", host)
                .write("playbooks/site.yml", PLAYBOOK)
                .copy("templates");
    }

    private static void assertThatOnlyTheTankIsLeft(LabHost host) {
        assertThat(host.exec("find / -xdev \\( -name '*mediamtx*.service*' -o -name 'avatar-mediamtx*' \\)"
                        + " -not -path '*/.converge/*' -not -path '/proc/*'"))
                .isEmpty();
        assertThat(host.exec("systemctl list-unit-files --no-legend '*avatar*' '*mediamtx*'"))
                .startsWith("avatar-tank.service")
                .hasLineCount(1);
        assertThat(host.exec("systemctl list-units --all --no-legend --plain '*avatar*' '*mediamtx*'"))
                .startsWith("avatar-tank.service")
                .hasLineCount(1);
        assertThat(host.exec("systemctl is-active avatar-tank.service")).isEqualTo("active");
        assertThat(host.exec("systemctl list-units --failed --no-legend")).isEmpty();
        assertThat(host.exec("pgrep -fc '^/bin/sh /usr/local/bin/mediamtx'")).isEqualTo("1");
    }
}

package dev.converge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Units, processes and sockets that get into each other's way are told before an apply, and not told where nothing is wrong. */
class ConflictsIT {

    private static final String TANK = """
            - name: Avatar tank
              hosts: tank
              vars: { mediamtx: /usr/local/bin/mediamtx, configuration: /etc/mediamtx/mediamtx.yml }
              units:
                avatar-tank.service:
                  template: avatar-tank.service
                  state: started
                  enabled: true
                  restart: { Restart: on-failure, RestartSec: 10s, StartLimitIntervalSec: 5min, StartLimitBurst: 5 }
            """;
    private static final String STRAYS = """
              strays:
                - match: ["avatar-*.service", "*mediamtx*.service"]
            """;
    private static final String EXCLUSIVE = """
              exclusive:
                - { executable: /usr/local/bin/mediamtx, unit: avatar-tank.service, processes: 1 }
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void theStraysOfTheFirstIncidentAreDuplicatesBeforeAnApplyAndNoneAfter(Release release) {
        LabHost host = LabHosts.fresh(release);
        host.incident("duplicate-units");
        Workspace workspace = workspace(host, TANK + STRAYS);

        Workspace.Run before = workspace.converge("plan", "--format", "json");
        Workspace.Run apply = workspace.converge("apply", "--yes");
        Workspace.Run after = workspace.converge("plan", "--format", "json");

        assertThat(conflicts(before, host))
                .as(before.out() + before.err())
                .containsExactly(
                        "duplicate-executable error avatar-mediamtx.service",
                        "duplicate-executable warning mediamtx.service");
        assertThat(apply.exitStatus()).as(apply.out() + apply.err()).isZero();
        assertThat(conflicts(after, host)).as(after.out()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aProcessStartedByHandIsFoundWithItsIdAndGoneWhenItIs(Release release) {
        LabHost host = LabHosts.fresh(release);
        host.incident("duplicate-units");
        Workspace workspace = workspace(host, TANK + STRAYS + EXCLUSIVE);
        assertThat(workspace.converge("apply", "--yes").exitStatus()).isZero();
        LocalProcess.run(
                List.of("docker", "exec", "--detach", host.containerId(), "/usr/local/bin/mediamtx", "by-hand"));
        String pid = host.exec("pgrep -xf '/bin/sh /usr/local/bin/mediamtx by-hand'");

        Workspace.Run during = workspace.converge("plan", "--format", "json");
        host.exec("kill " + pid);
        Workspace.Run after = workspace.converge("plan", "--format", "json");

        assertThat(conflicts(during, host))
                .as(during.out() + during.err())
                .containsExactly("duplicate-process error avatar-tank.service");
        assertThat(host(during, host).getAsJsonArray("findings").toString()).contains("\"processes\":\"" + pid + "\"");
        assertThat(conflicts(after, host)).as(after.out()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void moreProcessesThanOneOwnerMayHaveAreCounted(Release release) {
        LabHost host = LabHosts.fresh(release);
        host.incident("duplicate-units");
        Workspace workspace = workspace(host, TANK + STRAYS + EXCLUSIVE.replace("processes: 1", "processes: 2"));
        assertThat(workspace.converge("apply", "--yes").exitStatus()).isZero();

        Workspace.Run plan = workspace.converge("plan");

        assertThat(plan.out()).contains("avatar-tank.service has 1 process of /usr/local/bin/mediamtx, expected 2");
    }

    @ParameterizedTest
    @EnumSource
    void twoSocketsOnOnePortAndAPortThatAnotherHoldsAreFound(Release release) {
        LabHost host = LabHosts.fresh(release);
        for (String name : List.of("first", "second")) {
            host.write("/etc/systemd/system/" + name + ".service", "[Service]\nExecStart=/bin/sleep infinity\n");
            host.write(
                    "/etc/systemd/system/" + name + ".socket",
                    "[Socket]\nListenStream=8080\n[Install]\nWantedBy=sockets.target\n");
        }
        host.write("/etc/systemd/system/busy.service", "[Service]\nExecStart=/bin/sleep infinity\n");
        host.write(
                "/etc/systemd/system/busy.socket", "[Socket]\nListenStream=22\n[Install]\nWantedBy=sockets.target\n");
        host.exec("systemctl daemon-reload; systemctl enable first.socket second.socket busy.socket 2>&1;"
                + " systemctl start first.socket");
        Workspace workspace = workspace(host, """
                - name: Ports
                  hosts: tank
                  units: { first.socket: { state: started } }
                """);

        Workspace.Run plan = workspace.converge("plan");

        assertThat(plan.exitStatus()).as(plan.err()).isZero();
        assertThat(plan.out())
                .contains(
                        "second.socket listens on tcp [::]:8080 (/etc/systemd/system/second.socket:2), and first.socket"
                                + " on tcp [::]:8080 (/etc/systemd/system/first.socket:2)")
                .contains("busy.socket listens on tcp [::]:22 (/etc/systemd/system/busy.socket:2), but process")
                .contains("in ssh.service has it");
    }

    /** Declaring what a package brings must not make its helpers and sessions look like strangers. */
    @ParameterizedTest
    @EnumSource
    void aStockHostHasNoConflict(Release release) {
        LabHost host = LabHosts.fresh(release);
        Workspace workspace = workspace(host, """
                - name: Stock
                  hosts: tank
                  units:
                    ssh.service: { state: started }
                    dbus.service: { state: started }
                    systemd-journald.service: { state: started }
                    getty@.service: { on_change: none }
                    user@.service: { on_change: none }
                """);

        Workspace.Run plan = workspace.converge("plan", "--format", "json");

        assertThat(plan.exitStatus()).as(plan.out() + plan.err()).isZero();
        assertThat(host(plan, host).getAsJsonArray("findings")).as(plan.out()).isEmpty();
    }

    private Workspace workspace(LabHost host, String playbook) {
        return new Workspace(folder)
                .inventory("tank", host)
                .write("playbooks/site.yml", playbook)
                .copy("templates");
    }

    private static JsonObject host(Workspace.Run plan, LabHost host) {
        return plan.host(host.name());
    }

    /** {@code CODE SEVERITY UNIT} of the findings about conflicts. */
    private static List<String> conflicts(Workspace.Run plan, LabHost host) {
        return StreamSupport.stream(host(plan, host).getAsJsonArray("findings").spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .filter(finding ->
                        finding.get("code").getAsString().matches("duplicate-.*|port-conflict|name-shadowed"))
                .map(finding -> finding.get("code").getAsString() + " "
                        + finding.get("severity").getAsString() + " "
                        + finding.get("unit").getAsString())
                .toList();
    }
}

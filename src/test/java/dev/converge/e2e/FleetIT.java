package dev.converge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Twenty hosts, three of them sick: the other seventeen converge. */
class FleetIT {

    private static final String PLAYBOOK = """
            - name: Fleet
              hosts: fleet
              units:
                fleet.service:
                  content: "[Service]\\nExecStart=/bin/sleep infinity\\n"
                  state: started
                  restart: { Restart: on-failure, RestartSec: 5s, StartLimitIntervalSec: 5min, StartLimitBurst: 5 }
            """;

    private static List<LabHost> hosts = List.of();

    @TempDir
    Path folder;

    @BeforeAll
    static void bootNineteenHosts() throws Exception {
        try (ExecutorService boots = Executors.newFixedThreadPool(4)) {
            List<Future<LabHost>> booting = IntStream.rangeClosed(1, 19)
                    .mapToObj(number -> boots.submit(() -> LabHost.boot(
                            List.of(Release.values()).get(number % 3),
                            String.format(Locale.ROOT, "fleet%02d", number),
                            LabHosts.publicKey())))
                    .toList();
            hosts = booting.stream().map(FleetIT::booted).toList();
        }
    }

    @AfterAll
    static void removeThem() {
        hosts.forEach(LabHost::remove);
    }

    @Test
    void seventeenConvergeWhileOneIsUnreachableOneHasAWrongKeyAndOneRefusesSudo() {
        LabHost wrongKey = hosts.get(4);
        LabHost noSudo = hosts.get(9);
        noSudo.write("/etc/sudoers.d/deploy", "deploy ALL=(ALL:ALL) ALL\n");
        Workspace workspace = new Workspace(folder)
                .inventory("fleet", hosts.toArray(LabHost[]::new))
                .write(
                        "inventory/silent.yml",
                        "fleet:\n  hosts:\n    fleet20: { ansible_host: 127.0.0.1, ansible_port: 1 }\n")
                .write("playbooks/site.yml", PLAYBOOK);
        workspace.replaceKnownKeys(wrongKey, hosts.get(5));

        Workspace.Run apply = workspace.converge("apply", "--yes", "--format", "json");

        assertThat(apply.exitStatus()).as(apply.out() + apply.err()).isEqualTo(4);
        JsonObject results = apply.json().getAsJsonObject("hosts");
        assertThat(results.keySet()).hasSize(20);
        assertThat(results.getAsJsonObject(wrongKey.name()).get("error").toString())
                .contains("HOST KEY HAS CHANGED");
        assertThat(results.getAsJsonObject(noSudo.name()).get("error").toString())
                .contains("sudo wants a password");
        assertThat(results.getAsJsonObject("fleet20").get("error").toString()).contains("127.0.0.1");
        assertThat(workspace.converge("plan").out())
                .contains("--ask-become-pass")
                .contains("ssh-keygen -R")
                .contains("fleet20 unreachable");
        for (LabHost host : hosts) {
            String expected = host == wrongKey || host == noSudo ? "inactive" : "active";
            assertThat(host.property("fleet.service", "ActiveState"))
                    .as(host.name())
                    .isEqualTo(expected);
        }
    }

    private static LabHost booted(Future<LabHost> host) {
        try {
            return host.get();
        } catch (Exception e) {
            throw new IllegalStateException("a fleet host did not boot", e);
        }
    }
}

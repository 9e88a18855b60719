package dev.converge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Twenty hosts in one run, some of them sick: the others notice nothing of that. */
class FleetIT {

    private static final String PLAYBOOK = """
            - name: Fleet
              hosts: fleet
              units:
                fleet.service:
                  content: "[Service]\\nExecStart=/bin/sleep infinity\\n"
                  state: started
                  restart: { Restart: on-failure, RestartSec: 5s, StartLimitIntervalSec: 5min, StartLimitBurst: 5 }
                  resources: { MemoryMax: 64M, TasksMax: 32 }
            """;

    private static List<LabHost> hosts = List.of();

    @TempDir
    Path folder;

    @BeforeAll
    static void bootTwentyHosts() {
        try (ExecutorService boots = Executors.newFixedThreadPool(4)) {
            List<Future<LabHost>> booting = IntStream.rangeClosed(1, 20)
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
        List<LabHost> nineteen = hosts.subList(0, 19);
        LabHost wrongKey = hosts.get(4);
        LabHost noSudo = hosts.get(9);
        String sudoers = noSudo.exec("cat /etc/sudoers.d/deploy");
        noSudo.write("/etc/sudoers.d/deploy", "deploy ALL=(ALL:ALL) ALL\n");
        Workspace workspace = workspace(nineteen, "closed", 1).replaceKnownKeys(wrongKey, hosts.get(5));

        Workspace.Run apply = workspace.converge("apply", "--yes", "--format", "json");
        Workspace.Run plan = workspace.converge("plan");
        noSudo.write("/etc/sudoers.d/deploy", sudoers + "\n");

        assertThat(apply.exitStatus()).as(apply.out() + apply.err()).isEqualTo(4);
        JsonObject results = apply.json().getAsJsonObject("hosts");
        assertThat(results.keySet()).hasSize(20);
        assertThat(results.getAsJsonObject(wrongKey.name()).get("error").toString())
                .contains("HOST KEY HAS CHANGED");
        assertThat(results.getAsJsonObject(noSudo.name()).get("error").toString())
                .contains("sudo wants a password");
        assertThat(results.getAsJsonObject("closed").get("error").toString()).contains("127.0.0.1");
        assertThat(plan.out())
                .contains("--ask-become-pass")
                .contains("ssh-keygen -R")
                .contains("closed unreachable");
        for (LabHost host : nineteen) {
            String expected = host == wrongKey || host == noSudo ? "inactive" : "active";
            assertThat(host.property("fleet.service", "ActiveState"))
                    .as(host.name())
                    .isEqualTo(expected);
        }
    }

    /** Each is told what is wrong with it, and with no other. The silent one is given more time than all the others can need. */
    @Test
    void aSweepAsksEachOfTwentyHostsOnceAndHasHeardThemAllWhileASilentOneIsWaitedFor() throws IOException {
        Map<LabHost, BrokenHost> broken = Map.of(
                hosts.get(2), BrokenHost.read("a-service-that-failed"),
                hosts.get(9), BrokenHost.read("a-loop-without-any-limit"),
                hosts.get(19), BrokenHost.read("a-limit-in-the-wrong-section"));
        broken.entrySet().parallelStream().forEach(each -> each.getValue().breaks(each.getKey()));
        List<Visits> visits = hosts.parallelStream().map(Visits::countedBy).toList();

        Workspace.Running running;
        try (ServerSocket silent = silence()) {
            running = workspace(hosts, "silent", silent.getLocalPort())
                    .starting("", "check", "--timeout", "120", "--format", "json");
            running.awaitErr("[20/21] ");
        }
        Workspace.Run check = running.end();

        assertThat(check.err().lines().toList().getLast()).startsWith("[21/21] silent: ");
        assertThat(check.exitStatus()).as(check.err()).isEqualTo(4);
        assertThat(hosts)
                .allSatisfy(host -> assertThat(check.findings(host))
                        .as(host.name())
                        .isEqualTo(Optional.ofNullable(broken.get(host))
                                .map(BrokenHost::expected)
                                .orElse(List.of())));
        assertThat(visits).allSatisfy(each -> {
            assertThat(each.logins()).as(each.host().name()).isEqualTo(1);
            assertThat(each.executions()).as(each.host().name()).isEqualTo(1);
        });
    }

    @Test
    void aSweepGivesASilentHostUpAfterItsTimeout() throws IOException {
        Workspace.Run check;
        try (ServerSocket silent = silence()) {
            check = workspace(hosts, "silent", silent.getLocalPort())
                    .converge("check", "--limit", "silent,fleet01", "--timeout", "2", "--format", "json");
        }

        assertThat(check.exitStatus()).as(check.err()).isEqualTo(4);
        assertThat(check.findings(hosts.getFirst())).isEmpty();
        assertThat(check.host("silent").get("error").toString())
                .contains("accepts connections and says nothing. Waited for 2 s.");
    }

    /** An inventory of these and one more that nobody can use. */
    private Workspace workspace(List<LabHost> usable, String other, int port) {
        return new Workspace(folder)
                .inventory("fleet", usable.toArray(LabHost[]::new))
                .write(
                        "inventory/other.yml",
                        "fleet:\n  hosts:\n    " + other + ": { ansible_host: 127.0.0.1, ansible_port: " + port
                                + " }\n")
                .write("playbooks/site.yml", PLAYBOOK);
    }

    /** A port where the kernel accepts connections and nobody takes them up. */
    private static ServerSocket silence() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    private static LabHost booted(Future<LabHost> host) {
        try {
            return host.get();
        } catch (Exception e) {
            throw new IllegalStateException("a fleet host did not boot", e);
        }
    }
}

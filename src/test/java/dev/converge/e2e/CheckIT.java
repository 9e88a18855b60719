package dev.converge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a sweep finds on real hosts: all that is wrong with them and nothing else. Broken hosts are swept three at a time, one of each release. */
class CheckIT {

    private static final List<Release> RELEASES = Arrays.asList(Release.values());
    private static final String NOTHING = "- name: Sweep\n  hosts: all\n  checks: {}\n";

    private static final String TANK = """
            - name: Avatar tank
              hosts: host247
              vars: { mediamtx: /usr/local/bin/mediamtx, configuration: /etc/mediamtx/mediamtx.yml }
              units:
                avatar-tank.service:
                  template: avatar-tank.service
                  state: started
                  enabled: true
                  restart: { Restart: on-failure, RestartSec: 10s, StartLimitIntervalSec: 5min, StartLimitBurst: 5 }
                  resources: { MemoryMax: 2G, CPUQuota: 80%, TasksMax: 512 }
            """;

    @TempDir
    Path folder;

    /** Other tests reset what they know of, which is not all that was broken here. */
    @AfterAll
    static void leaveTheHostsAsTheyWere() {
        fresh();
    }

    static Stream<List<BrokenHost>> brokenHosts() {
        List<BrokenHost> all = BrokenHost.all();
        return IntStream.iterate(0, first -> first < all.size(), first -> first + RELEASES.size())
                .mapToObj(first -> all.subList(first, Math.min(all.size(), first + RELEASES.size())));
    }

    @Test
    void thereIsABrokenHostForEachOfManyKindsOfFindings() {
        List<BrokenHost> all = BrokenHost.all();

        TreeSet<String> codes = new TreeSet<>();
        all.forEach(broken -> broken.expected().forEach(line -> codes.add(line.split(" ", 2)[0])));

        assertThat(all).hasSizeGreaterThanOrEqualTo(20);
        assertThat(codes).hasSizeGreaterThanOrEqualTo(25);
    }

    @Test
    void nothingIsFoundOnHostsAsTheyWereInstalled() {
        List<LabHost> hosts = fresh();
        Workspace workspace = workspace(hosts).write("playbooks/site.yml", NOTHING);

        Workspace.Run check = workspace.converge("check", "--format", "json");

        assertThat(check.exitStatus()).as(check.out() + check.err()).isZero();
        assertThat(hosts).allSatisfy(host -> assertThat(check.findings(host)).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("brokenHosts")
    void whatIsWrongIsFoundAndNothingElse(List<BrokenHost> broken) {
        Map<LabHost, BrokenHost> hosts = new LinkedHashMap<>();
        List<LabHost> fresh = fresh();
        for (int i = 0; i < broken.size(); i++) {
            hosts.put(fresh.get(i), broken.get(i));
        }
        hosts.entrySet().parallelStream().forEach(entry -> entry.getValue().breaks(entry.getKey()));
        Workspace workspace = workspace(List.copyOf(hosts.keySet()));
        StringBuilder playbook = new StringBuilder();
        hosts.forEach((host, each) -> playbook.append(each.playbookFor(host)));
        workspace.write("playbooks/site.yml", playbook.toString());

        Workspace.Run check = workspace.converge("check", "--format", "json");

        Map<String, List<String>> found = new LinkedHashMap<>();
        Map<String, List<String>> expected = new LinkedHashMap<>();
        hosts.forEach((host, each) -> {
            found.put(each.name(), check.findings(host));
            expected.put(each.name(), each.expected());
        });
        assertThat(found).as(check.err()).isEqualTo(expected);
        assertThat(hosts.keySet())
                .allSatisfy(host -> assertThat(check.allOf(host)).allSatisfy(finding -> {
                    assertThat(finding.get("message").getAsString()).isNotBlank();
                    assertThat(finding.get("remedy").getAsString()).isNotBlank();
                    assertThat(finding.getAsJsonObject("evidence").keySet()).isNotEmpty();
                }));
    }

    /** The kernel's log is that of the machine, so the host also sees who was killed in other containers, by the same names. */
    @Test
    void whatTheKernelKilledForWantOfMemoryIsToldByUnit() {
        LabHost other = LabHosts.some(Release.DEBIAN11);
        BrokenHost.read("a-service-that-eats-memory").breaks(other);
        LabHost host = LabHost.bootWithTheKernelsLog(Release.DEBIAN12, "memory252", LabHosts.publicKey());
        try {
            BrokenHost.read("a-service-that-eats-memory").breaks(host);
            host.exec(
                    "timeout 60 sh -c 'until [ $(journalctl -q _TRANSPORT=kernel -o cat | grep -c ^oom-kill) -ge 2 ]; do sleep 0.2; done'");
            Workspace workspace = workspace(List.of(host)).write("playbooks/site.yml", NOTHING);

            Workspace.Run check = workspace.converge("check", "--format", "json");

            assertThat(check.findings(host))
                    .as(check.err())
                    .containsExactly("failed-unit error eater.service", "oom-kill error eater.service");
            JsonObject kill = check.allOf(host).stream()
                    .filter(finding -> finding.get("code").getAsString().equals("oom-kill"))
                    .findFirst()
                    .orElseThrow()
                    .getAsJsonObject("evidence");
            assertThat(kill.get("kills").getAsString()).isEqualTo("1");
            assertThat(kill.get("MemoryMax").getAsString()).isEqualTo("8M");
        } finally {
            host.remove();
        }
    }

    /** Both incidents, and what has no better place: a loop, missing quotas, lines that are ignored. */
    @Test
    void theFixPlanOfASweepRemovesWhatItSaysWhenItIsApplied() {
        List<LabHost> hosts = fresh();
        LabHost tank = hosts.getFirst();
        LabHost scan = hosts.get(1);
        LabHost odd = hosts.getLast();
        scan.incident("crash-loop");
        tank.incident("duplicate-units");
        BrokenHost.read("a-service-that-may-take-everything").breaks(odd);
        BrokenHost.read("lines-that-systemd-ignores").breaks(odd);
        scan.exec("until [ \"$(systemctl show -p NRestarts --value polyscan)\" -ge 6 ]; do sleep 0.2; done");
        Workspace workspace = workspace(hosts).copy("templates").write("playbooks/site.yml", TANK + NOTHING);
        List<String> both = List.of("playbooks/site.yml", "fixes.yml");

        Workspace.Run before =
                workspace.converge("check", "playbooks/site.yml", "--format", "json", "--fix-plan", "fixes.yml");
        Workspace.Run validate = workspace.converge("validate", both.getFirst(), both.getLast());
        Workspace.Run apply = workspace.converge("apply", both.getFirst(), both.getLast(), "--yes");
        hosts.forEach(CheckIT::forget);
        Workspace.Run after = workspace.converge("check", both.getFirst(), both.getLast(), "--format", "json");

        assertThat(validate.exitStatus()).as(validate.err()).isZero();
        assertThat(apply.exitStatus()).as(apply.out() + apply.err()).isZero();
        assertThat(before.findings(tank))
                .containsExactly(
                        "dangling-link warning",
                        "duplicate-executable error avatar-mediamtx.service",
                        "duplicate-executable warning mediamtx.service",
                        "no-quota info avatar-mediamtx.service",
                        "no-quota info avatar-tank.service",
                        "no-quota info mediamtx.service",
                        "preset-mismatch warning avatar-mediamtx.service",
                        "preset-mismatch warning mediamtx.service",
                        "start-limit-ineffective error avatar-mediamtx.service",
                        "start-limit-ineffective error avatar-tank.service",
                        "unknown-unit warning avatar-mediamtx.service",
                        "unknown-unit warning mediamtx.service");
        assertThat(after.findings(tank)).as(after.out()).isEmpty();
        assertThat(before.findings(scan))
                .containsExactly(
                        "crash-loop error polyscan.service",
                        "no-quota info frame-render.service",
                        "start-limit-ineffective error polyscan.service",
                        "start-limit-misplaced error polyscan.service",
                        "unknown-unit warning frame-render.service",
                        "unknown-unit warning polyscan.service");
        assertThat(after.findings(scan))
                .doesNotContain(
                        "no-quota info frame-render.service",
                        "start-limit-ineffective error polyscan.service",
                        "start-limit-misplaced error polyscan.service");
        assertThat(before.findings(odd)).contains("no-quota info heavy.service", "value-ignored warning scan.service");
        assertThat(after.findings(odd))
                .containsExactly(
                        "unknown-directive warning scan.service",
                        "unsupported-directive warning scan.service",
                        "value-ignored info scan.service");
    }

    /** What was before counts no more. */
    private static void forget(LabHost host) {
        host.exec("rm -rf /run/log/journal/*; systemctl restart systemd-journald.service");
    }

    private Workspace workspace(List<LabHost> hosts) {
        return new Workspace(folder).inventory("lab", hosts.toArray(LabHost[]::new));
    }

    /**
     * One of each release, as after a boot: the journal too has nothing to tell of other tests, and systemd-journald runs the program that is
     * there, which a reset puts back as a new file.
     */
    private static List<LabHost> fresh() {
        List<LabHost> hosts = new ArrayList<>();
        RELEASES.forEach(release -> hosts.add(LabHosts.some(release)));
        hosts.parallelStream().forEach(host -> {
            host.exec("""
                    rm -f /etc/systemd/system-preset/10-broken.preset
                    find /etc/systemd -type p -delete
                    for pid in $(cat /run/by-hand 2>/dev/null); do kill -9 "$pid" 2>/dev/null; done
                    rm -f /run/by-hand /run/ballast
                    [ ! -f /run/limited ] || echo max >"$(cat /run/limited)"
                    rm -f /run/limited
                    [ ! -s /var/lib/machine-id.saved ] || cat /var/lib/machine-id.saved >/etc/machine-id
                    cp /etc/machine-id /var/lib/machine-id.saved
                    """);
            host.reset();
            forget(host);
        });
        return hosts;
    }
}

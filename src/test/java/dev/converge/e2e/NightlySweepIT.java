package dev.converge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testcontainers.containers.Container.ExecResult;

/** Two bastions, of the oldest and of the newest systemd, are set up by the commands of docs/nightly.md and sweep themselves, one another and a third host. */
class NightlySweepIT {

    private static final String SWEEP = "converge-sweep.service";
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Map<Release, Bastion> BASTIONS = new LinkedHashMap<>();

    @TempDir
    private static Path folder;

    private static LabHost swept;
    private static String applied;
    private static String plannedAgain;

    @BeforeAll
    static void setTwoBastionsUp() {
        List<LabHost> hosts = Stream.of(Release.DEBIAN11, Release.DEBIAN13)
                .map(LabHosts::fresh)
                .toList();
        swept = LabHosts.fresh(Release.DEBIAN12);
        Workspace operator = Bastion.operator(folder, hosts, swept);
        StringBuilder keys = new StringBuilder(LabHosts.publicKey());
        for (LabHost host : hosts) {
            Bastion bastion = new Bastion(host, operator);
            BASTIONS.put(host == hosts.getFirst() ? Release.DEBIAN11 : Release.DEBIAN13, bastion);
            bastion.putJava();
            bastion.type("bin/converge --version\n");
            bastion.type("tar --mode=u+rwX,go=rX -cf - inventory");
            keys.append("from=\"" + host.address() + "\",restrict ")
                    .append(bastion.type("ssh bastion \"sudo ssh-keygen "));
        }
        Stream.concat(hosts.stream(), Stream.of(swept))
                .forEach(host -> host.write("/etc/ssh/authorized_keys/deploy", keys.toString()));
        String all = bastion(Release.DEBIAN13).type("bin/converge apply ");
        int second = all.indexOf("Apply: ");
        applied = all.substring(0, second);
        plannedAgain = all.substring(second);
    }

    /** What no other test's reset knows of. */
    @AfterAll
    static void leaveTheHostsAsTheyWere() {
        BASTIONS.values().forEach(bastion -> {
            bastion.host().reset();
            bastion.host().exec("""
                    userdel converge-sweep
                    rm -rf /opt/converge /etc/converge /var/lib/converge /var/lib/prometheus /usr/lib/jvm \\
                        /etc/sysusers.d/converge-sweep.conf /etc/ssh/ssh_known_hosts /var/lib/systemd/timers/stamp-converge-sweep.timer
                    """);
            bastion.host().write("/etc/ssh/authorized_keys/deploy", LabHosts.publicKey());
        });
        swept.write("/etc/ssh/authorized_keys/deploy", LabHosts.publicKey());
    }

    @BeforeEach
    void forgetWhatFailed() {
        swept.exec("systemctl start ssh.service");
        BASTIONS.values().forEach(bastion -> bastion.host().exec("systemctl reset-failed; rm -f /etc/converge/notify"));
    }

    @Test
    void thePlayIsCarriedOutAndLeavesNothingToDo() {
        assertThat(applied).contains("create", "converge-sweep.timer");
        assertThat(plannedAgain).startsWith("Apply: 2 hosts; 2 done.\n").contains("Plan: 2 hosts; 2 in sync.\n");
        assertThat(BASTIONS.values()).allSatisfy(bastion -> {
            assertThat(bastion.host().property("converge-sweep.timer", "ActiveState"))
                    .isEqualTo("active");
            assertThat(bastion.host().property("converge-sweep.timer", "UnitFileState"))
                    .isEqualTo("enabled");
            assertThat(bastion.host().exec("systemctl list-timers --no-legend converge-sweep.timer"))
                    .containsPattern(" 03:(1[5-9]|2[0-6]):");
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"DEBIAN11", "DEBIAN13"})
    void theFirstNightLeavesMetricsAndReportAndTheSecondComparesWithIt(Release release) {
        LabHost bastion = bastion(release).host();
        bastion.exec("rm -f /var/lib/converge/* /var/lib/prometheus/node-exporter/*");

        String first = sweep(bastion);
        JsonObject json = json(bastion);
        String second = sweep(bastion);

        assertThat(first)
                .contains("there is no /var/lib/converge/sweep.json yet", "\nCheck: 3 hosts; ")
                .doesNotContain("Since");
        assertThat(json.has("since")).isFalse();
        assertThat(json.getAsJsonObject("hosts").keySet()).containsExactlyInAnyOrder("host247", "host252", "host257");
        assertThat(json.getAsJsonObject("summary").get("unreachable").getAsInt())
                .isZero();
        assertThat(json.getAsJsonObject("summary").get("failed").getAsInt()).isZero();
        assertThat(second)
                .contains("\nSince " + json.get("time").getAsString() + ": ")
                .doesNotContain("Not compared");
        assertThat(json(bastion).getAsJsonObject("since").get("time")).isEqualTo(json.get("time"));
        assertThat(bastion.exec("cd /var/lib/prometheus/node-exporter; cat *.prom"))
                .contains("converge_host_swept{host=\"host252\"} 1\n");
        assertThat(bastion.exec("cat /var/lib/converge/sweep.html")).contains("host252");
        assertThat(bastion.property(SWEEP, "Result")).isEqualTo("success");
        // It was active meanwhile, and looked at its own units.
        assertThatNothingIsFoundOfTheUnits(json);
        assertThatOwnersAndModesAreAsDocumented(bastion);
    }

    @ParameterizedTest
    @EnumSource(names = {"DEBIAN11", "DEBIAN13"})
    void aHostThatIsUnreachableIsToldInTheJournalAndToWhoeverIsOnCall(Release release) {
        LabHost bastion = bastion(release).host();
        bastion.write("/etc/converge/notify", notifyOfThePage());
        bastion.write("/usr/local/bin/curl", "#!/bin/sh\n{ echo \"$*\"; cat; } | logger -t on-call\n");
        bastion.exec("chmod 0755 /etc/converge/notify /usr/local/bin/curl");
        swept.exec("systemctl stop ssh.service");

        String start = here(bastion);
        ExecResult failed = bastion.tryExec("systemctl start " + SWEEP);
        await(bastion, () -> journal(bastion, start, "-t on-call").contains("Once it is mended"));

        assertThat(failed.getExitCode()).isNotZero();
        assertThat(journal(bastion, start, "-p err -t converge-sweep-failed"))
                .startsWith(SWEEP + " on " + bastion.name() + " has failed: a host was unreachable (status 4)\n"
                        + "    host252 unreachable: The host refuses the connection\nIts last lines:\n")
                .contains("1 host unreachable.\n")
                .endsWith("Once it is mended: systemctl start " + SWEEP);
        assertThat(journal(bastion, start, "-t on-call"))
                .startsWith(
                        "-fsS --max-time 30 --data-binary @- https://chat.example.org/hooks/ops?unit=" + SWEEP + "\n")
                .contains("host252 unreachable: ");
        // Of the night in which it could not be reached the metrics tell that.
        assertThat(bastion.exec("cat /var/lib/prometheus/node-exporter/converge_host252.prom"))
                .contains("converge_host_up{host=\"host252\"} 0\n");
        assertThat(bastion.tryExec("systemctl status " + SWEEP).getStdout())
                .contains("status=4", "1 host unreachable.");
    }

    @ParameterizedTest
    @EnumSource(names = {"DEBIAN11", "DEBIAN13"})
    void aSweepThatIsStoppedHasNotFailedAndOneThatIsStartedAgainAndAgainIsRefused(Release release) {
        LabHost bastion = bastion(release).host();
        String start = here(bastion);
        bastion.exec("systemctl start --no-block " + SWEEP);
        await(
                bastion,
                () -> bastion.exec("pgrep -u converge-sweep -x java || true").length() > 0);

        bastion.exec("systemctl stop " + SWEEP);
        String stopped = bastion.property(SWEEP, "Result");
        bastion.exec("""
                mkdir -p /run/systemd/system/converge-sweep.service.d
                printf '[Service]\\nExecStart=\\nExecStart=/bin/true\\n' >/run/systemd/system/converge-sweep.service.d/zzz.conf
                systemctl daemon-reload
                """);
        ExecResult starts =
                bastion.tryExec("for i in 1 2 3 4 5 6 7; do systemctl start " + SWEEP + " || exit $i; done");
        bastion.exec("rm -r /run/systemd/system/converge-sweep.service.d && systemctl daemon-reload");
        await(bastion, () -> journal(bastion, start, "-t converge-sweep-failed").contains("Once it is mended"));

        assertThat(stopped).isEqualTo("success");
        assertThat(starts.getExitCode()).as("the first start that was refused").isBetween(5, 6);
        assertThat(journal(bastion, start, "-t converge-sweep-failed"))
                .startsWith(SWEEP + " on " + bastion.name()
                        + " has failed: it was started too often; systemctl reset-failed ");
    }

    @ParameterizedTest
    @EnumSource(names = {"DEBIAN11", "DEBIAN13"})
    void systemdHasNothingToSayAgainstTheUnits(Release release) {
        LabHost bastion = bastion(release).host();

        ExecResult verify =
                bastion.tryExec("cd /etc/systemd/system && SYSTEMD_LOG_COLOR=0 systemd-analyze verify --man=no"
                        + " $PWD/converge-sweep.timer $PWD/converge-sweep*.service 2>&1");
        String security = bastion.exec("systemd-analyze security --no-pager " + SWEEP + " | tail -n 1");

        assertThat(verify.getStdout()).isEmpty();
        assertThat(verify.getExitCode()).isZero();
        assertThat(security).contains("Overall exposure level for converge-sweep.service: 1.3 OK");
    }

    private static void assertThatOwnersAndModesAreAsDocumented(LabHost bastion) {
        assertThat(bastion.exec("""
                        stat -c '%n %U %G %04a' /etc/converge /etc/converge/id_ed25519 /var/lib/converge /var/lib/converge/* \\
                            /var/lib/prometheus/node-exporter /var/lib/prometheus/node-exporter/*
                        """)).isEqualTo("""
                        /etc/converge root converge-sweep 0750
                        /etc/converge/id_ed25519 converge-sweep root 0600
                        /var/lib/converge converge-sweep converge-sweep 0750
                        /var/lib/converge/sweep.html converge-sweep converge-sweep 0600
                        /var/lib/converge/sweep.json converge-sweep converge-sweep 0600
                        /var/lib/prometheus/node-exporter root converge-sweep 0775
                        /var/lib/prometheus/node-exporter/converge_host247.prom converge-sweep converge-sweep 0644
                        /var/lib/prometheus/node-exporter/converge_host252.prom converge-sweep converge-sweep 0644
                        /var/lib/prometheus/node-exporter/converge_host257.prom converge-sweep converge-sweep 0644""");
        assertThat(bastion.exec("id converge-sweep; getent passwd converge-sweep"))
                .matches(
                        "(?s)uid=\\d+\\(converge-sweep\\) gid=\\d+\\(converge-sweep\\) groups=\\d+\\(converge-sweep\\)\n.*/nologin");
        assertThat(bastion.property(SWEEP, "CapabilityBoundingSet")).isEmpty();
    }

    @Test
    void convergeHasNothingToSayAgainstTheUnits() {
        Workspace.Run check =
                bastion(Release.DEBIAN11).operator().converge("check", "playbooks/sweep-timer.yml", "--format", "json");

        assertThatNothingIsFoundOfTheUnits(check.json());
    }

    private static void assertThatNothingIsFoundOfTheUnits(JsonObject sweep) {
        JsonObject hosts = sweep.getAsJsonObject("hosts");
        assertThat(BASTIONS.values()).allSatisfy(bastion -> {
            JsonObject host = hosts.getAsJsonObject(bastion.host().name());
            assertThat(host.get("status").getAsString()).isEqualTo("swept");
            assertThat(host.getAsJsonArray("findings"))
                    .extracting(JsonElement::toString)
                    .noneMatch(finding -> finding.contains("converge-sweep"));
        });
    }

    private static Bastion bastion(Release release) {
        Bastion bastion = BASTIONS.get(release);
        if (bastion == null) {
            throw new IllegalStateException(release + " is no bastion");
        }
        return bastion;
    }

    /** What one sweep prints. */
    private static String sweep(LabHost bastion) {
        String start = here(bastion);
        bastion.exec("systemctl start " + SWEEP);
        return journal(bastion, start, "-t converge-sweep");
    }

    /** What the clock of the host says: journalctl 247 leaves out the first entry behind a cursor when it filters. */
    private static String here(LabHost bastion) {
        return bastion.exec("date +@%s.%6N");
    }

    private static String journal(LabHost bastion, String start, String what) {
        return bastion.exec("journalctl --sync; journalctl -q -o cat --since=" + start + " " + what);
    }

    private static JsonObject json(LabHost bastion) {
        return JsonParser.parseString(bastion.exec("cat /var/lib/converge/sweep.json"))
                .getAsJsonObject();
    }

    /** The program that the page shows. */
    private static String notifyOfThePage() {
        return Bastion.blocks("text")
                .filter(text -> text.startsWith("#!/bin/sh\n"))
                .findFirst()
                .orElseThrow();
    }

    private static void await(LabHost bastion, BooleanSupplier state) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (!state.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(bastion.exec("systemctl status --no-pager '*sweep*'; journalctl -n 100"));
            }
            LocalProcess.pause(Duration.ofMillis(100));
        }
    }
}

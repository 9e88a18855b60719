package dev.converge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.converge.explain.Explanation;
import dev.converge.explain.Explanations;
import dev.converge.explain.LiveUnit;
import dev.converge.host.HostFailureException;
import dev.converge.observed.Probe;
import dev.converge.unit.UnitName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code converge explain} on hosts where somebody has been at work, and on hosts where nobody has. */
class ExplainIT {

    private static final String UNIT = "/etc/systemd/system/worker.service";

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void everyLineOfAnEditedUnitIsExplained(Release release) {
        LabHost host = brokenHost(release);
        Workspace workspace = new Workspace(folder).inventory("lab", host);

        Workspace.Run text = workspace.converge("explain", host.name(), "worker");
        Workspace.Run json = workspace.converge("explain", host.name(), "worker.service", "--format", "json");

        assertThat(text.exitStatus()).as(text.err()).isZero();
        assertThat(text.out())
                .startsWith("worker.service on " + host.name() + " (systemd " + release.systemd() + ")\n")
                .containsSubsequence(
                        "StartLimitIntervalSec=300",
                        UNIT + ":6",
                        "misplaced: systemd reads it under [Unit] and ignores it here")
                .containsSubsequence("MemoryMax=1G", "overridden by " + UNIT + ".d/50-limits.conf:2")
                .contains(UNIT + ".d/60-off.conf\n        masks drop-ins of this name")
                .contains("not read: hidden by " + UNIT + ".d/60-off.conf")
                .contains("needs systemctl daemon-reload: ");
        JsonObject document = json.json();
        assertThat(document.get("fragment").getAsString()).isEqualTo(UNIT);
        assertThat(strings(document.getAsJsonArray("dropins")))
                .containsExactly(
                        "/run/systemd/system.control/worker.service.d/50-TasksMax.conf", UNIT + ".d/50-limits.conf");
        assertThat(setting(document, "StartLimitIntervalSec").get("why").getAsString())
                .isEqualTo("misplaced");
        assertThat(setting(document, "TasksMax").get("file").getAsString())
                .isEqualTo("/run/systemd/system.control/worker.service.d/50-TasksMax.conf");
        assertThat(document.get("enablement").getAsString()).isEqualTo(host.exec("systemctl is-enabled worker || :"));
    }

    @ParameterizedTest
    @EnumSource
    void whatRunsIsHeldAgainstTheFiles(Release release) {
        LabHost host = brokenHost(release);
        Workspace workspace = new Workspace(folder).inventory("lab", host);

        JsonObject before = live(workspace.converge("explain", host.name(), "worker", "--format", "json"));
        host.exec("systemctl daemon-reload");
        JsonObject reloaded = live(workspace.converge("explain", host.name(), "worker", "--format", "json"));
        host.exec("systemctl restart worker");
        JsonObject restarted = live(workspace.converge("explain", host.name(), "worker", "--format", "json"));

        assertThat(before.getAsJsonArray("differences"))
                .extracting(JsonElement::toString)
                .contains("{\"property\":\"Nice\",\"live\":\"0\",\"disk\":\"7\"}");
        assertThat(actions(before)).containsExactly("daemon-reload", "restart");
        assertThat(reloaded.getAsJsonArray("differences")).isEmpty();
        assertThat(actions(reloaded)).containsExactly("restart");
        assertThat(restarted.getAsJsonArray("differences")).isEmpty();
        assertThat(actions(restarted)).isEmpty();
    }

    /** The reset of a lab host writes the files of packages again, so that processes may rightly be called older. */
    @ParameterizedTest
    @EnumSource
    void noServiceOfAHostThatNobodyTouchedDiffersFromItsFiles(Release release) throws HostFailureException {
        LabHost host = LabHosts.fresh(release);
        List<UnitName> units = Stream.of(
                        host.exec("systemctl list-units --type=service --all --plain --no-legend --full")
                                .split("\n", -1))
                .map(line -> line.split(" ", 2)[0])
                .flatMap(name -> UnitName.parse(name).stream())
                .toList();

        StringBuilder differing = new StringBuilder();
        for (UnitName unit : units) {
            Optional<Explanation> explanation =
                    Explanations.of(Probe.examine(ContainerHost.of(host), Optional.empty(), Explanations.query(unit)));
            explanation.flatMap(Explanation::live).ifPresent(live -> differing.append(told(unit, live)));
        }

        assertThat(units).hasSizeGreaterThan(15);
        assertThat(differing).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aHostThatMustNotBeAskedIsExplainedFromItsFiles(Release release) {
        LabHost host = LabHosts.fresh(release);
        host.write("/etc/systemd/system/worker.service", "[Service]\nExecStart=/bin/sleep 1000\n");
        host.exec(
                "mkdir -p /etc/systemd/system/worker.service.d && mkfifo /etc/systemd/system/worker.service.d/x.conf");
        Workspace workspace = new Workspace(folder).inventory("lab", host);

        Workspace.Run run = workspace.converge("explain", host.name(), "worker");
        host.exec("rm /etc/systemd/system/worker.service.d/x.conf");

        assertThat(run.exitStatus()).as(run.err()).isZero();
        assertThat(run.out()).contains("systemd was not asked anything", "is a FIFO", "ExecStart=/bin/sleep 1000");
    }

    @ParameterizedTest
    @EnumSource
    void statesThatSystemdHasAWordForAreTold(Release release) {
        LabHost host = LabHosts.fresh(release);
        host.write("/etc/systemd/system/nothing.service", "[Service]\nRestart=always\n");
        host.exec("systemctl daemon-reload; systemctl mask --now cron.service 2>&1; systemctl start nothing 2>&1 || :");
        Workspace workspace = new Workspace(folder).inventory("lab", host);

        Workspace.Run bad = workspace.converge("explain", host.name(), "nothing");
        Workspace.Run masked = workspace.converge("explain", host.name(), "cron");
        Workspace.Run missing = workspace.converge("explain", host.name(), "nothin");
        Workspace.Run unreachable = workspace
                .write(
                        "inventory/gone.yml",
                        "gone: { hosts: { gone1: { ansible_host: 127.0.0.1, ansible_port: 1 } } }\n")
                .converge("explain", "gone1", "cron");

        assertThat(bad.out()).contains("bad-setting, inactive (dead)");
        assertThat(masked.out()).contains("masked: the unit cannot be started");
        assertThat(missing.exitStatus()).isEqualTo(1);
        assertThat(missing.out()).contains("there is no unit nothin.service", "nothing.service");
        assertThat(unreachable.exitStatus()).isEqualTo(4);
    }

    /** What changes from moment to moment is left out: how it stands just now, and how often it was restarted. */
    @Test
    void theFirstUnitInTheDocumentationIsToldAsThere() throws IOException {
        LabHost host = LabHosts.fresh(Release.DEBIAN13);
        host.incident("crash-loop");
        Workspace workspace = new Workspace(folder).inventory("lab", host);
        String documented = Files.readString(Path.of("docs/explain.md"))
                .replaceFirst("(?s).*?```text\n", "")
                .replaceFirst("(?s)```.*", "");

        Workspace.Run run = workspace.converge("explain", host.name(), "polyscan.service");

        assertThat(lasting(run.out().replace(host.name(), "cam1"))).isEqualTo(lasting(documented));
    }

    private static String lasting(String explanation) {
        return explanation
                .replaceAll("loaded, [a-z]+ \\(.*", "loaded")
                .replaceAll("restarted [0-9]+ times?", "restarted");
    }

    /** A unit that was started, then limited live, then edited without a reload. */
    private static LabHost brokenHost(Release release) {
        LabHost host = LabHosts.fresh(release);
        host.write(UNIT, """
                [Service]
                ExecStart=/bin/sleep 1000
                Restart=always
                RestartSec=3
                MemoryMax=1G
                StartLimitIntervalSec=300
                [Install]
                WantedBy=multi-user.target
                """);
        host.exec("mkdir -p /usr/local/lib/systemd/system/worker.service.d " + UNIT + ".d");
        host.write("/usr/local/lib/systemd/system/worker.service.d/60-off.conf", "[Service]\nNice=9\n");
        host.exec("ln -s /dev/null " + UNIT + ".d/60-off.conf");
        host.write(UNIT + ".d/50-limits.conf", "[Service]\nMemoryMax=2G\n");
        host.exec("systemctl daemon-reload && systemctl start worker && sleep 1.1"
                + " && systemctl set-property --runtime worker.service TasksMax=33");
        host.exec("printf '[Service]\\nNice=7\\n' >> " + UNIT + ".d/50-limits.conf");
        return host;
    }

    private static String told(UnitName unit, LiveUnit live) {
        boolean needsReload = live.pending().stream().anyMatch(LiveUnit.Pending.DaemonReload.class::isInstance);
        return live.differences().isEmpty() && !needsReload
                ? ""
                : unit + ": " + live.differences() + " " + live.pending() + "\n";
    }

    private static JsonObject live(Workspace.Run run) {
        assertThat(run.exitStatus()).as(run.err()).isZero();
        return run.json().getAsJsonObject("live");
    }

    private static List<String> actions(JsonObject live) {
        return live.getAsJsonArray("pending").asList().stream()
                .map(step -> step.getAsJsonObject().get("action").getAsString())
                .toList();
    }

    /** The last assignment of a directive. */
    private static JsonObject setting(JsonObject document, String name) {
        return document.getAsJsonArray("settings").asList().stream()
                .map(JsonElement::getAsJsonObject)
                .filter(setting -> setting.get("name").getAsString().equals(name))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private static List<String> strings(JsonArray array) {
        return array.asList().stream().map(JsonElement::getAsString).toList();
    }
}

package dev.converge.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.check.Checks;
import dev.converge.desired.DesiredHost;
import dev.converge.desired.DesiredHosts;
import dev.converge.diff.Change;
import dev.converge.diff.HostDiff;
import dev.converge.diff.HostDiffer;
import dev.converge.host.HostName;
import dev.converge.inventory.InventoryHost;
import dev.converge.observed.ObservedHost;
import dev.converge.observed.ObservedUser;
import dev.converge.playbook.PlaybookReader;
import dev.converge.problem.Problems;
import dev.converge.unit.FileState;
import dev.converge.unit.HostPath;
import dev.converge.unit.UnitTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder of {@code cases/plan} is a behaviour: {@code playbook.yml}, templates, the host (see {@link HostFolder}), and in {@code expected.txt}
 * every path, job and finding of the plan, in order, obstacles first. Files that the plan creates or updates are compared with those in {@code after/}.
 */
class PlanCasesTest {

    private static final Path CASES = Path.of("src/test/resources/cases/plan");
    private static final Set<String> KNOWN = Set.of(
            "playbook.yml",
            "templates",
            "host",
            "units.txt",
            "users.txt",
            "processes.txt",
            "sockets.txt",
            "manifest.txt",
            "expected.txt",
            "after");

    static Stream<Path> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void thePlanIsTheExpectedOne(Path folder) throws IOException {
        DesiredHost desired = desired(folder);
        ObservedHost observed = HostFolder.read(folder);

        HostDiff diff = HostDiffer.diff(desired, observed);
        HostPlan plan = plan(desired, observed);

        assertThat(obstacles(diff) + render(plan)).isEqualTo(Files.readString(folder.resolve("expected.txt")));
        assertThat(written(plan)).isEqualTo(expectedFiles(folder.resolve("after")));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void afterItsChangesNoPathIsLeftToChange(Path folder) throws IOException {
        DesiredHost desired = desired(folder);
        ObservedHost observed = HostFolder.read(folder);
        HostPlan first = plan(desired, observed);

        HostDiff second = HostDiffer.diff(desired, after(observed, first));

        assertThat(second.changes()).isEmpty();
        assertThat(second.manifest()).isEqualTo(first.manifest());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyFileOfTheFolderIsRead(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(path -> path.getFileName().toString())).isSubsetOf(KNOWN);
        }
    }

    static DesiredHost desired(Path folder) {
        Problems problems = new Problems();
        var plays = PlaybookReader.read(
                List.of(folder.resolve("playbook.yml")), Optional.of(folder.resolve("templates")), problems);
        DesiredHost desired =
                new DesiredHosts(Map.of()).of(new InventoryHost(new HostName("host"), Map.of()), plays, problems);
        assertThat(problems.sorted()).isEmpty();
        return desired;
    }

    private static HostPlan plan(DesiredHost desired, ObservedHost observed) {
        HostDiff diff = HostDiffer.diff(desired, observed);
        return HostPlanner.plan(desired.name(), observed.systemd(), diff, Checks.all(desired, observed));
    }

    private static ObservedHost after(ObservedHost observed, HostPlan plan) {
        Map<HostPath, FileState> changed =
                plan.changes().stream().collect(Collectors.toMap(Change::path, Change::after));
        UnitTree tree = observed.tree().with(changed);
        return new ObservedHost(
                observed.systemd(),
                tree,
                observed.units(),
                plan.manifest(),
                observed.packageOwned(),
                observed.machineId(),
                observed.writer(),
                observed.users(),
                observed.groups(),
                observed.hazards(),
                observed.unfinished(),
                observed.running(),
                observed.userManagers().stream()
                        .map(user -> new ObservedUser(
                                user.account(), user.state(), user.tree().with(changed), user.units(), user.fifos()))
                        .toList());
    }

    private static String obstacles(HostDiff diff) {
        return diff.obstacles().stream()
                .map(obstacle -> "obstacle " + obstacle.path() + "  # " + obstacle.what() + "\n")
                .collect(Collectors.joining());
    }

    private static String render(HostPlan plan) {
        Stream<String> stops =
                steps(plan).filter(step -> step.job() instanceof Job.Stop).map(PlanCasesTest::line);
        Stream<String> changes = plan.changes().stream().map(PlanCasesTest::line);
        Stream<String> jobs =
                steps(plan).filter(step -> !(step.job() instanceof Job.Stop)).map(PlanCasesTest::line);
        Stream<String> findings = plan.findings().stream()
                .map(finding -> finding.severity().name() + " " + finding.code()
                        + finding.unit().map(unit -> " " + unit).orElse("")
                        + finding.user().map(user -> " of " + user).orElse(""));
        return Stream.of(stops, changes, jobs, findings)
                .flatMap(lines -> lines)
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    private static String line(Change change) {
        String action = switch (change) {
            case Change.Creation creation -> "create";
            case Change.Update update -> "update";
            case Change.Deletion deletion -> "delete";
        };
        String target = change.after() instanceof FileState.Link link ? " -> " + link.target() : "";
        return action + " " + change.path() + target + "  # " + change.play() + ": " + change.reason();
    }

    private static Stream<Step> steps(HostPlan plan) {
        return plan.steps().stream();
    }

    private static String line(Step step) {
        Job job = step.job();
        String name = switch (job) {
            case Job.Stop stop -> stop.whole() ? "stop whole" : "stop";
            case Job.DaemonReload reload -> "daemon-reload";
            case Job.DaemonReexec reexec -> "daemon-reexec";
            case Job.ResetFailed reset -> "reset-failed";
            case Job.Start start -> "start";
            case Job.Restart restart -> "restart";
            case Job.Reload reload -> "reload";
        };
        return name + job.subject().map(unit -> " " + unit).orElse("")
                + step.user().map(user -> " of " + user).orElse("") + "  # " + job.reason();
    }

    private static Map<String, String> written(HostPlan plan) {
        Map<String, String> files = new LinkedHashMap<>();
        plan.changes().forEach(change -> {
            if (change.after() instanceof FileState.Regular file) {
                files.put(change.path().value(), file.content().text().orElse("not text"));
            }
        });
        return files;
    }

    private static Map<String, String> expectedFiles(Path after) throws IOException {
        Map<String, String> files = new TreeMap<>();
        if (Files.exists(after)) {
            try (Stream<Path> paths = Files.walk(after)) {
                for (Path path : paths.filter(Files::isRegularFile).toList()) {
                    files.put("/" + after.relativize(path), Files.readString(path));
                }
            }
        }
        return files;
    }
}

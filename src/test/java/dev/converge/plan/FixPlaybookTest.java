package dev.converge.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.check.Checks;
import dev.converge.desired.DesiredHost;
import dev.converge.desired.DesiredHosts;
import dev.converge.diff.Change;
import dev.converge.diff.HostDiffer;
import dev.converge.finding.Finding;
import dev.converge.finding.Finding.Severity;
import dev.converge.host.HostName;
import dev.converge.inventory.InventoryHost;
import dev.converge.observed.ObservedHost;
import dev.converge.playbook.Play;
import dev.converge.playbook.PlaybookReader;
import dev.converge.problem.Problems;
import dev.converge.remedy.Fix;
import dev.converge.remedy.HostFixes;
import dev.converge.remedy.Remedy;
import dev.converge.report.ProblemText;
import dev.converge.report.sweep.FixPlaybook;
import dev.converge.unit.FileState;
import dev.converge.unit.HostPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The playbook that removes findings, of the hosts of {@code cases/plan} and {@code cases/fixes}; what it must read like stands in the latter's
 * {@code fixes.yml}.
 */
class FixPlaybookTest {

    private static final Path CASES = Path.of("src/test/resources/cases");

    @TempDir
    Path workspace;

    static Stream<Path> hosts() throws IOException {
        try (Stream<Path> plans = Files.list(CASES.resolve("plan"))) {
            return Stream.concat(plans.sorted().toList().stream(), written());
        }
    }

    static Stream<Path> written() throws IOException {
        try (Stream<Path> folders = Files.list(CASES.resolve("fixes"))) {
            return folders.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void itLoadsBesideThePlaysThatAreThereAndRemovesWhatItSaysItRemoves(Path folder) throws IOException {
        ObservedHost before = HostFolder.read(folder);
        HostFixes fixes = fixes(folder, before);
        Path playbook = Files.writeString(workspace.resolve("fixes.yml"), FixPlaybook.of(List.of(fixes)));

        DesiredHost desired = desired(folder, List.of(folder.resolve("playbook.yml"), playbook));
        ObservedHost after = after(before, desired);

        assertThat(left(Checks.all(desired, after))).doesNotContainAnyElementsOf(removed(fixes));
    }

    @ParameterizedTest
    @MethodSource("written")
    void itReadsAsExpected(Path folder) throws IOException {
        HostFixes fixes = fixes(folder, HostFolder.read(folder));

        String playbook = FixPlaybook.of(List.of(fixes)).replace(folder + "/", "");

        assertThat(playbook).isEqualTo(Files.readString(folder.resolve("fixes.yml")));
    }

    private static HostFixes fixes(Path folder, ObservedHost observed) {
        DesiredHost desired = desired(folder, List.of(folder.resolve("playbook.yml")));
        return HostFixes.of(desired, observed, Checks.all(desired, observed));
    }

    private static DesiredHost desired(Path folder, List<Path> playbooks) {
        Problems problems = new Problems();
        List<Play> plays = PlaybookReader.read(playbooks, Optional.of(folder.resolve("templates")), problems);
        DesiredHost desired =
                new DesiredHosts(Map.of()).of(new InventoryHost(new HostName("host"), Map.of()), plays, problems);
        assertThat(ProblemText.of(problems)).isEmpty();
        return desired;
    }

    private static ObservedHost after(ObservedHost observed, DesiredHost desired) {
        Map<HostPath, FileState> changed = HostDiffer.diff(desired, observed).changes().stream()
                .collect(Collectors.toMap(Change::path, Change::after));
        return new ObservedHost(
                observed.systemd(),
                observed.tree().with(changed),
                observed.units(),
                observed.manifest(),
                observed.packageOwned(),
                observed.machineId(),
                observed.writer(),
                observed.users(),
                observed.groups(),
                observed.hazards(),
                observed.unfinished(),
                observed.running(),
                observed.userManagers());
    }

    /** What is wrong enough to have been worth mending; a line that is ignored and made good by a later one stays for information. */
    private static List<String> left(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.severity() != Severity.INFO)
                .map(FixPlaybookTest::name)
                .toList();
    }

    private static List<String> removed(HostFixes fixes) {
        List<String> removed = new ArrayList<>(List.of("of no finding"));
        fixes.fixes().stream()
                .filter(fix -> !(fix.remedy() instanceof Remedy.ByHand))
                .map(Fix::finding)
                .map(FixPlaybookTest::name)
                .forEach(removed::add);
        return removed;
    }

    private static String name(Finding finding) {
        return finding.code() + " " + finding.unit() + " "
                + finding.evidence().getOrDefault("line", finding.evidence().getOrDefault("path", ""));
    }
}

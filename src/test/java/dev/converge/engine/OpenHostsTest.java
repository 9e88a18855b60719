package dev.converge.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.converge.apply.Outcome;
import dev.converge.diff.Reason;
import dev.converge.host.HostFailure;
import dev.converge.host.HostName;
import dev.converge.plan.HostPlan;
import dev.converge.plan.Job;
import dev.converge.unit.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OpenHostsTest {

    private static final HostFailure SILENT = HostFailure.unreachable("The host does not answer", "", "");

    @TempDir
    private Path folder = Path.of("");

    private final List<String> trouble = new ArrayList<>();

    private OpenHosts of(String playbook) {
        return OpenHosts.of(
                folder.resolve("state/converge"),
                new Request(
                        Optional.empty(),
                        List.of(Path.of("inventory")),
                        List.of(Path.of(playbook)),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        new Request.Connecting(Optional.empty(), Optional.empty(), Duration.ofSeconds(15))),
                trouble::add);
    }

    private static HostPlan plan(String host, List<Job> jobs) {
        return new HostPlan(
                new HostName(host), Optional.empty(), List.of(), List.of(), jobs, List.of(), Manifest.NONE, List.of());
    }

    private static HostPlan change(String host) {
        return plan(host, List.of(new Job.DaemonReload(new Reason("unit files change"))));
    }

    private static HostResult planned(String host) {
        return new HostResult.Planned(change(host), Optional.empty());
    }

    private static HostResult inSync(String host) {
        return new HostResult.Planned(plan(host, List.of()), Optional.empty());
    }

    private static HostResult unreachable(String host) {
        return new HostResult.Failed(new HostName(host), SILENT, List.of());
    }

    private static HostResult done(String host) {
        return new HostResult.Changed(change(host), new Outcome.Applied("run-1"));
    }

    private static List<String> left(OpenHosts hosts) throws IOException {
        return hosts.left().stream().map(HostName::value).toList();
    }

    @Test
    void beforeTheFirstHostEndsAllThatAreNotInSyncAreLeft() throws IOException {
        of("site.yml").begin(List.of(planned("b"), inSync("c"), unreachable("a")));

        assertThat(left(of("site.yml"))).containsExactly("a", "b");
        assertThat(trouble).isEmpty();
    }

    @Test
    void aHostThatIsDoneIsLeftNoMoreAndOneThatFailedIs() throws IOException {
        OpenHosts run = of("site.yml");
        run.begin(List.of(planned("a"), planned("b"), planned("c")));

        run.ended(done("a"));
        run.ended(new HostResult.Changed(change("b"), new Outcome.RolledBack("run-1", "start", List.of())));
        run.ended(new HostResult.NotBegun(change("c"), new Halt.Interrupted()));

        assertThat(left(of("site.yml"))).containsExactly("b", "c");
    }

    @Test
    void whatIsLeftOfHostsThatARunIsNotAboutStaysLeft() throws IOException {
        of("site.yml").begin(List.of(planned("a"), planned("b")));
        OpenHosts limited = of("site.yml");
        limited.begin(List.of(planned("b"), planned("c")));

        limited.ended(done("b"));

        assertThat(left(of("site.yml"))).containsExactly("a", "c");
    }

    @Test
    void theFileIsTheOwnersAloneAndGoesWithTheLastHost() throws IOException {
        OpenHosts run = of("site.yml");
        run.begin(List.of(planned("a")));
        List<Path> during = files();

        String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(during.getFirst()));
        run.ended(done("a"));

        assertThat(during).hasSize(1);
        assertThat(mode).isEqualTo("rw-------");
        assertThat(files()).isEmpty();
    }

    @Test
    void otherPlaybooksHaveAFileOfTheirOwn() throws IOException {
        of("site.yml").begin(List.of(planned("a")));

        assertThat(left(of("other.yml"))).isEmpty();
        assertThat(left(of("./site.yml"))).containsExactly("a");
    }

    @Test
    void whatIsNoSuchFileIsRefusedAndHoldsUpNoRun() throws IOException {
        of("site.yml").begin(List.of(planned("a")));
        Files.writeString(files().getFirst(), "something else\n");

        assertThatThrownBy(() -> of("site.yml").left()).hasMessageContaining("converge-resume 1");
        of("site.yml").begin(List.of(planned("b")));

        assertThat(trouble).singleElement().asString().contains("cannot be read");
        assertThat(left(of("site.yml"))).containsExactly("b");
    }

    @Test
    void aFolderThatCannotBeMadeHoldsUpNoRun() throws IOException {
        Files.writeString(folder.resolve("state"), "a file");

        of("site.yml").begin(List.of(planned("a")));

        assertThat(trouble).last().asString().contains("cannot be noted for --resume");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("state/converge"))) {
            return files.toList();
        }
    }
}

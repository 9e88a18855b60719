package dev.converge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.host.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SweeperTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @TempDir
    private Path folder;

    private final List<Throwable> bugs = new CopyOnWriteArrayList<>();
    private final Map<String, FakeHost> connected = new TreeMap<>();
    private TreeHosts hosts;

    @BeforeEach
    void hostsWithAStrayUnit() throws IOException {
        hosts = new TreeHosts(folder, "");
    }

    @Test
    void aHostIsAskedOnceChangedInNothingAndLetGo() throws IOException {
        List<SweepResult> results = sweeper("none", FakeHost.BREAK_CONNECTION).sweep(tasks("a"), TODAY, Progress.NONE);

        assertThat(results)
                .singleElement()
                .isInstanceOfSatisfying(
                        SweepResult.Swept.class,
                        swept -> assertThat(swept.sweep().findings()).isNotEmpty());
        assertThat(connection("a").commands()).isEqualTo(1);
        assertThat(connection("a").isClosed()).isTrue();
        assertThat(hosts.isChanged("a")).isFalse();
    }

    @Test
    void aHostThatBreaksOffIsItsOwnResultAndHoldsUpNoOther() throws IOException {
        List<SweepResult> results =
                sweeper("b", FakeHost.BREAK_CONNECTION).sweep(tasks("a", "b", "c"), TODAY, Progress.NONE);

        assertThat(results).extracting(result -> result.host().value()).containsExactly("a", "b", "c");
        assertThat(results.get(1))
                .isEqualTo(new SweepResult.Failed(results.get(1).host(), FakeHost.BROKEN, List.of()));
        assertThat(results.get(2)).isInstanceOf(SweepResult.Swept.class);
    }

    @Test
    void aBugIsTheResultOfItsHostAndIsTold() throws IOException {
        IllegalStateException bug = new IllegalStateException("broken promise");

        List<SweepResult> results = sweeper("a", () -> {
                    throw bug;
                })
                .sweep(tasks("a", "b"), TODAY, Progress.NONE);

        assertThat(results.getFirst())
                .isInstanceOfSatisfying(
                        SweepResult.Failed.class,
                        failed -> assertThat(failed.failure().summary()).isEqualTo("converge failed, not the host"));
        assertThat(results.get(1)).isInstanceOf(SweepResult.Swept.class);
        assertThat(bugs).containsExactly(bug);
    }

    private Sweeper sweeper(String troubled, FakeHost.Trouble trouble) {
        return new Sweeper(target -> connect(target, troubled, trouble), 3, bugs::add);
    }

    private synchronized FakeHost connect(Target target, String troubled, FakeHost.Trouble trouble) {
        String name = target.name().value();
        FakeHost host = new FakeHost(target, name.equals(troubled) ? 1 : 0, trouble);
        connected.put(name, host);
        return host;
    }

    private List<HostTask> tasks(String... names) throws IOException {
        List<HostTask> tasks = new ArrayList<>();
        for (String name : names) {
            tasks.add(hosts.task(name, 1));
        }
        return tasks;
    }

    private FakeHost connection(String name) {
        return Optional.ofNullable(connected.get(name)).orElseThrow();
    }
}

package dev.converge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.host.HostName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BatchesTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void groupsComeInTheOrderOfTheirPlaysAndHostsWithoutARolloutLast() throws IOException {
        TreeHosts trees = new TreeHosts(folder, "{ batches: 2 }", "", "{ batches: [1, 100%] }");
        List<HostTask> tasks = List.of(
                trees.task("a", 3),
                trees.task("b", 2),
                trees.task("c", 1),
                trees.task("d", 3),
                trees.task("e", 1),
                trees.task("f", 1),
                trees.task("g", 3),
                trees.task("h", 2));

        List<Batch> batches = Batches.of(tasks, planned(tasks));

        assertThat(batches)
                .map(BatchesTest::line)
                .containsExactly(
                        "batch 1 of 5 sweep-1: c e",
                        "batch 2 of 5 sweep-1: f",
                        "batch 3 of 5 sweep-3: a",
                        "batch 4 of 5 sweep-3: d g",
                        "batch 5 of 5 -: b h");
    }

    @Test
    void onlyHostsWithSomethingToChangeCount() throws IOException {
        TreeHosts trees = new TreeHosts(folder, "{ batches: [1, 50%] }");
        List<HostTask> tasks = List.of(
                trees.task("a", 1), trees.task("b", 1), trees.task("c", 1), trees.task("d", 1), trees.task("e", 1));
        trees.settle("a");

        List<Batch> batches = Batches.of(tasks, planned(tasks));

        assertThat(batches)
                .map(BatchesTest::line)
                .containsExactly("batch 1 of 3 sweep-1: b", "batch 2 of 3 sweep-1: c d", "batch 3 of 3 sweep-1: e");
    }

    @Test
    void withNothingToChangeThereIsNoBatch() throws IOException {
        TreeHosts trees = new TreeHosts(folder, "{ batches: [1, 50%] }");
        List<HostTask> tasks = List.of(trees.task("a", 1));
        trees.settle("a");

        List<Batch> batches = Batches.of(tasks, planned(tasks));

        assertThat(batches).isEmpty();
    }

    private static List<HostResult> planned(List<HostTask> tasks) {
        try (Fleet fleet = new Fleet(target -> new FakeHost(target, 0, FakeHost.BREAK_CONNECTION), 2, bug -> {})) {
            return fleet.plan(tasks, Progress.NONE);
        }
    }

    private static String line(Batch batch) {
        return batch + " " + batch.group().map(group -> group.play().value()).orElse("-") + ": "
                + batch.hosts().stream().map(HostName::value).collect(Collectors.joining(" "));
    }
}

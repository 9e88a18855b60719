package dev.converge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.apply.Outcome;
import dev.converge.host.HostName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class RollingTest {

    private static final String RUN = "20261122T031500Z-7f3a";

    @TempDir
    private Path folder = Path.of("");

    private final List<HostTask> tasks = new ArrayList<>();
    private final Map<String, FakeHost> hosts = new ConcurrentHashMap<>();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final Interruption interruption = new Interruption();

    /** The host on which somebody writes the unit anew before the second batch; none when empty. */
    private String edited = "";

    private void writeByHand() {
        try {
            Files.writeString(
                    folder.resolve(edited).resolve("etc/systemd/system/stray-a.service"), "[Service]\n# by hand\n");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Tells what the fleet does, and gives the operator's Ctrl-C at one of these moments. */
    private Progress interruptedAt(String moment) {
        return new Progress() {
            @Override
            public void begins(HostName host, Stage stage) {
                if (stage == Stage.CHANGING || stage == Stage.CONNECTING) {
                    tell(stage + " " + host);
                }
            }

            @Override
            public void begins(Batch batch) {
                if (batch.number() == 2 && !edited.isEmpty()) {
                    writeByHand();
                }
                tell(batch.toString());
            }

            @Override
            public void pauses(Duration span) {
                tell("pause " + span.toSeconds());
            }

            @Override
            public void ended(HostResult result) {}

            private void tell(String what) {
                told.add(what);
                if (what.equals(moment)) {
                    interruption.ask();
                }
            }
        };
    }

    /** @param troubled hosts whose connection breaks when they are to be changed */
    private List<HostResult> run(Set<String> troubled, int forks, String interruptedAt) {
        try (Fleet fleet = new Fleet(
                target -> {
                    String name = target.name().value();
                    boolean again = hosts.containsKey(name);
                    FakeHost host = new FakeHost(
                            target, troubled.contains(name) ? again ? 1 : 2 : 0, FakeHost.BREAK_CONNECTION);
                    hosts.put(name, host);
                    return host;
                },
                forks,
                bug -> told.add(bug.toString()))) {
            List<HostResult> planned = fleet.plan(tasks, Progress.NONE);
            return new Rolling(fleet, interruption, interruptedAt(interruptedAt))
                    .carryOut(tasks, planned, Batches.of(tasks, planned), RUN);
        }
    }

    private static String word(HostResult result) {
        String word = switch (result) {
            case HostResult.Planned planned -> "in sync";
            case HostResult.NotBegun notBegun -> "not begun: " + why(notBegun.halt());
            case HostResult.Failed failed -> "failed";
            case HostResult.Unsettled unsettled -> "unsettled";
            case HostResult.Unverified unverified -> "unverified";
            case HostResult.Undone undone -> "undone: " + why(undone.halt());
            case HostResult.NotUndone notUndone -> "not undone: " + word(notUndone.attempt());
            case HostResult.Changed changed ->
                changed.outcome() instanceof Outcome.Applied
                        ? "done"
                        : changed.outcome().getClass().getSimpleName();
        };
        return result.host() + " " + word;
    }

    private static String why(Halt halt) {
        return switch (halt) {
            case Halt.Interrupted interrupted -> "interrupted";
            case Halt.TooManyFailures many -> many.batch() + ", " + many.failures() + " of " + many.most();
        };
    }

    private TreeHosts fiveHosts(String rollout) throws IOException {
        TreeHosts trees = new TreeHosts(folder, rollout);
        for (String name : List.of("e", "d", "c", "b", "a")) {
            tasks.add(trees.task(name, 1));
        }
        return trees;
    }

    @Test
    void batchAfterBatchIsChangedOverConnectionsOfItsOwn() throws IOException {
        fiveHosts("{ batches: [1, 50%] }");

        List<HostResult> results = run(Set.of(), 1, "");

        assertThat(results).map(RollingTest::word).containsExactly("e done", "d done", "c done", "b done", "a done");
        assertThat(told)
                .containsSubsequence(
                        "batch 1 of 3", "CHANGING e", "batch 2 of 3", "CONNECTING d", "CHANGING d", "CONNECTING c")
                .containsSubsequence("CHANGING b", "batch 3 of 3", "CONNECTING a", "CHANGING a")
                .doesNotContain("CONNECTING e");
        assertThat(hosts.values()).allMatch(FakeHost::isClosed);
    }

    @Test
    void aCanaryThatFailsLeavesAllOthersUntouched() throws IOException {
        TreeHosts trees = fiveHosts("{ batches: [1, 100%], pause: 1h }");

        List<HostResult> results = run(Set.of("e"), 5, "");

        String why = "not begun: batch 1 of 2, 1 of 0";
        assertThat(results)
                .map(RollingTest::word)
                .containsExactly("e Unknown", "d " + why, "c " + why, "b " + why, "a " + why);
        assertThat(List.of("a", "b", "c", "d")).noneMatch(trees::isChanged);
        assertThat(told).containsExactly("batch 1 of 2", "CHANGING e");
    }

    @Test
    void asManyHostsAsAllowedMayFail() throws IOException {
        fiveHosts("{ batches: [1, 2], max_failures: 1 }");

        List<HostResult> results = run(Set.of("e", "c"), 1, "");

        assertThat(results)
                .map(RollingTest::word)
                .containsExactly(
                        "e Unknown",
                        "d done",
                        "c Unknown",
                        "b not begun: batch 2 of 3, 2 of 1",
                        "a not begun: batch 2 of 3, 2 of 1");
    }

    @Test
    void hostsOfTheSameBatchThatWaitForAForkAreNotBegunEither() throws IOException {
        fiveHosts("{ batches: 100% }");

        List<HostResult> results = run(Set.of("d"), 1, "");

        assertThat(results)
                .map(RollingTest::word)
                .containsExactly(
                        "e done",
                        "d Unknown",
                        "c not begun: batch 1 of 1, 1 of 0",
                        "b not begun: batch 1 of 1, 1 of 0",
                        "a not begun: batch 1 of 1, 1 of 0");
    }

    @Test
    void withoutARolloutNoFailureStopsTheOthers() throws IOException {
        fiveHosts("");

        List<HostResult> results = run(Set.of("e", "d"), 1, "");

        assertThat(results)
                .map(RollingTest::word)
                .containsExactly("e Unknown", "d Unknown", "c done", "b done", "a done");
    }

    @Test
    void anInterruptLetsTheHostUnderWayComeToItsEnd() throws IOException {
        fiveHosts("");

        List<HostResult> results = run(Set.of(), 1, "CHANGING d");

        assertThat(results)
                .map(RollingTest::word)
                .containsExactly(
                        "e done",
                        "d done",
                        "c not begun: interrupted",
                        "b not begun: interrupted",
                        "a not begun: interrupted");
        assertThat(hosts.values()).allMatch(FakeHost::isClosed);
    }

    @Test
    @Timeout(60)
    void anInterruptEndsAPauseAtOnce() throws IOException {
        fiveHosts("{ batches: [4, 1], pause: 1h }");

        List<HostResult> results = run(Set.of(), 4, "pause 3600");

        assertThat(results)
                .map(RollingTest::word)
                .containsExactly("e done", "d done", "c done", "b done", "a not begun: interrupted");
    }

    @Test
    void onFailureRollbackUndoesWhatWasDoneToTheHostsOfTheRollout() throws IOException {
        TreeHosts trees = fiveHosts("{ batches: [2, 1], on_failure: rollback }");

        List<HostResult> results = run(Set.of("c"), 1, "");

        assertThat(results)
                .map(RollingTest::word)
                .containsExactly(
                        "e undone: batch 2 of 4, 1 of 0",
                        "d undone: batch 2 of 4, 1 of 0",
                        "c Unknown",
                        "b not begun: batch 2 of 4, 1 of 0",
                        "a not begun: batch 2 of 4, 1 of 0");
        assertThat(List.of("a", "b", "c", "d", "e")).noneMatch(trees::isChanged);
    }

    @Test
    void whatCannotBeUndoneIsToldWithItsReason() throws IOException {
        fiveHosts("{ batches: [2, 1], on_failure: rollback }");
        edited = "d";

        List<HostResult> results = run(Set.of("c"), 1, "");

        assertThat(results)
                .map(RollingTest::word)
                .startsWith("e undone: batch 2 of 4, 1 of 0", "d not undone: d failed", "c Unknown");
    }

    @Test
    void anInterruptUndoesNothing() throws IOException {
        TreeHosts trees = fiveHosts("{ batches: 1, on_failure: rollback }");

        List<HostResult> results = run(Set.of(), 1, "CHANGING d");

        assertThat(results).map(RollingTest::word).startsWith("e done", "d done", "c not begun: interrupted");
        assertThat(List.of("e", "d")).allMatch(trees::isChanged);
    }
}

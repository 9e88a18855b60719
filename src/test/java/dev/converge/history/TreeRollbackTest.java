package dev.converge.history;

import static dev.converge.apply.Tree.UNITS;
import static dev.converge.apply.Tree.plan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.apply.Outcome;
import dev.converge.apply.ShellHost;
import dev.converge.apply.Transaction;
import dev.converge.apply.Tree;
import dev.converge.engine.HostResult;
import dev.converge.engine.Progress;
import dev.converge.engine.Rollback;
import dev.converge.engine.RollbackResult;
import dev.converge.host.Connection;
import dev.converge.host.HostFailureException;
import dev.converge.host.HostName;
import dev.converge.host.Target;
import dev.converge.plan.HostPlan;
import dev.converge.plan.RunId;
import dev.converge.unit.FileState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.FieldSource;

/** Runs of a directory tree rolled back, in each shell that a host may have. */
@ParameterizedClass
@FieldSource("dev.converge.apply.ShellHost#SHELLS")
final class TreeRollbackTest {

    private static final String UNIT = UNITS + "x.service";

    @Parameter
    String shell = "";

    @TempDir
    Path directory = Path.of("");

    private Tree tree() {
        Tree tree = new Tree(directory).file(UNIT, "one").file("/etc/secret.env", "s=1", 0640);
        tree.link(UNITS + "multi-user.target.wants/x.service", UNIT);
        return tree;
    }

    private Outcome apply(String run, HostPlan plan) throws HostFailureException {
        return Transaction.execute(new ShellHost(shell), plan, run, directory);
    }

    private Rollback rollback() {
        Target target = new Target(HostName.ROOT, new Connection.Root(directory), false, Duration.ofSeconds(15));
        return new Rollback(asked -> new ShellHost(shell), target, Duration.ofSeconds(30));
    }

    private RollbackResult planned(Optional<String> run) {
        try (Rollback rollback = rollback()) {
            return rollback.plan(run, Progress.NONE);
        }
    }

    private HostResult rolledBack(String run, Optional<String> asked) {
        try (Rollback rollback = rollback()) {
            if (rollback.plan(asked, Progress.NONE) instanceof RollbackResult.Planned planned) {
                return rollback.carryOut(planned.plan(), run, Progress.NONE);
            }
            throw new AssertionError("no plan: " + rollback.plan(asked, Progress.NONE));
        }
    }

    private HostHistory history() throws HostFailureException {
        return History.read(new ShellHost(shell), Optional.of(directory));
    }

    private static HostPlan everything(Tree tree) {
        return plan(
                tree.update("/etc/secret.env", tree.regular("s=1", 0640), tree.regular("s=2", 0600)),
                tree.create("/etc/some/new/place.env", tree.regular("")),
                tree.create(UNITS + "a new.service.d/zz \\ converge.conf", tree.regular("odd 'name\"\n\n")),
                tree.delete(UNITS + "multi-user.target.wants/x.service", new FileState.Link(UNIT)),
                tree.update(UNIT, tree.regular("one"), new FileState.Link("/dev/null")));
    }

    @Test
    void aRunThatIsRolledBackLeavesTheTreeByteForByteAsItWas() throws Exception {
        Tree tree = tree();
        SortedMap<String, String> before = tree.snapshot();
        apply("run-1", everything(tree));

        HostResult result = rolledBack("run-2", Optional.empty());

        assertThat(result)
                .isInstanceOfSatisfying(
                        HostResult.Changed.class,
                        changed -> assertThat(changed.outcome()).isEqualTo(new Outcome.Applied("run-2")));
        assertThat(tree.snapshot()).isEqualTo(before);
        assertThat(tree.home().get("manifest")).isEqualTo("file rw------- converge-manifest 1\n");
    }

    @Test
    void aRollbackIsARunThatCanBeRolledBack() throws Exception {
        Tree tree = tree();
        apply("run-1", everything(tree));
        SortedMap<String, String> applied = tree.snapshot();
        rolledBack("run-2", Optional.empty());

        rolledBack("run-3", Optional.of("run-2"));

        assertThat(tree.snapshot()).isEqualTo(applied);
        assertThat(history().runs())
                .extracting(
                        run -> run.id() + " " + run.undoes().map(RunId::value).orElse("-"))
                .containsExactly("run-3 run-2", "run-2 run-1", "run-1 -");
        assertThat(history().last().map(PastRun::id)).contains(new RunId("run-1"));
    }

    @Test
    void rollingBackAgainGoesBackFurther() throws Exception {
        Tree tree = tree();
        SortedMap<String, String> before = tree.snapshot();
        apply("run-1", plan(tree.update(UNIT, tree.regular("one"), tree.regular("two"))));
        apply("run-2", plan(tree.update(UNIT, tree.regular("two"), tree.regular("three"))));
        rolledBack("run-3", Optional.empty());

        rolledBack("run-4", Optional.empty());

        assertThat(tree.snapshot()).isEqualTo(before);
        assertThat(planned(Optional.empty()))
                .isEqualTo(new RollbackResult.Impossible(HostName.ROOT, "no run on root is there to roll back", ""));
    }

    @Test
    void whatALaterRunChangedIsRefusedWithItsName() throws Exception {
        Tree tree = tree();
        apply("run-1", plan(tree.update(UNIT, tree.regular("one"), tree.regular("two"))));
        apply("run-2", plan(tree.update(UNIT, tree.regular("two"), tree.regular("three"))));

        RollbackResult result = planned(Optional.of("run-1"));

        assertThat(result)
                .isInstanceOfSatisfying(
                        RollbackResult.Moved.class,
                        moved -> assertThat(moved.moved())
                                .singleElement()
                                .asString()
                                .startsWith(UNIT + " now is a file of ")
                                .endsWith("; run run-2 made it that: roll back run-2 first"));
        assertThat(history().runs().getLast())
                .satisfies(first ->
                        assertThat(history().hindrance(first)).contains("run run-2 changed the same paths later"));
    }

    @Test
    void whatAHandChangedIsRefused() throws Exception {
        Tree tree = tree();
        apply("run-1", plan(tree.update(UNIT, tree.regular("one"), tree.regular("two"))));
        Files.delete(tree.at(UNIT));

        RollbackResult result = planned(Optional.empty());

        assertThat(result)
                .isInstanceOfSatisfying(
                        RollbackResult.Moved.class,
                        moved -> assertThat(moved.moved())
                                .singleElement()
                                .asString()
                                .startsWith(UNIT + " now is nothing; run run-1 left a file of "));
    }

    @Test
    void aRunOfOtherPathsCanBeRolledBackUnderALaterOneThatStaysOwned() throws Exception {
        Tree tree = tree();
        apply("run-1", plan(tree.create(UNITS + "a.service", tree.regular("a"))));
        HostPlan both = plan(
                tree.create(UNITS + "b.service", tree.regular("b")),
                tree.update(UNIT, tree.regular("one"), tree.regular("two")));
        apply("run-2", both);

        rolledBack("run-3", Optional.of("run-1"));

        assertThat(tree.snapshot()).doesNotContainKey("etc/systemd/system/a.service");
        assertThat(tree.home().get("manifest"))
                .isEqualTo("file rw------- " + both.manifest().text());
        assertThat(history().last().map(PastRun::id)).contains(new RunId("run-2"));
    }

    @Test
    void theBackupsOfTheFiveLastRunsAreKeptAndTheRecordsOfMore() throws Exception {
        Tree tree = tree();
        apply("run-1", plan(tree.create(UNITS + "a.service", tree.regular("a"))));
        for (int run = 2; run <= 6; run++) {
            apply("run-" + run, plan(tree.create(UNITS + "b" + run + ".service", tree.regular("b"))));
        }

        RollbackResult result = planned(Optional.of("run-1"));

        assertThat(result)
                .isEqualTo(new RollbackResult.Impossible(
                        HostName.ROOT, "run run-1 on root cannot be rolled back: its backups are no longer kept", ""));
        assertThat(filesOf("run-1")).containsExactly("about", "answer");
        assertThat(history().runs()).hasSize(6);
    }

    @Test
    void oldBackupsGoButNotTheNewestOnes() throws Exception {
        Tree tree = tree();
        apply("run-1", plan(tree.create(UNITS + "a.service", tree.regular("a"))));
        apply("run-2", plan(tree.create(UNITS + "b.service", tree.regular("b"))));
        age("run-1", 92);
        age("run-2", 91);
        HostPlan nothing = plan();

        apply("run-3", nothing);
        List<String> first = filesOf("run-1");
        List<String> second = filesOf("run-2");
        age("run-3", 91);
        apply("run-4", nothing);

        assertThat(first).containsExactly("about", "answer");
        assertThat(second).containsExactly("about", "answer");
        assertThat(filesOf("run-3")).containsExactly("about", "answer");
        assertThat(filesOf("run-4")).contains("plan");
    }

    private void age(String run, int days) throws IOException {
        Path about = directory.resolve("etc/systemd/system/.converge/hist/" + run + "/about");
        Files.setLastModifiedTime(
                about,
                FileTime.from(Files.getLastModifiedTime(about).toInstant().minus(Duration.ofDays(days))));
    }

    private List<String> filesOf(String run) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("etc/systemd/system/.converge/hist/" + run))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aBackupThatIsDamagedIsNotTakenForOne() throws Exception {
        Tree tree = tree();
        apply("run-1", plan(tree.update(UNIT, tree.regular("one"), tree.regular("two"))));
        Files.writeString(directory.resolve("etc/systemd/system/.converge/hist/run-1/1.old"), "other");

        RollbackResult result = planned(Optional.empty());

        assertThat(result)
                .isInstanceOfSatisfying(
                        RollbackResult.Impossible.class,
                        impossible -> assertThat(impossible.why())
                                .isEqualTo("run run-1 on root cannot be rolled back: its backups are not whole"));
    }

    @Test
    void aRunThatNobodyKnowsIsToldWithTheNearestName() throws Exception {
        Tree tree = tree();
        apply("20261122T031500Z-7f3a", plan(tree.delete(UNIT, tree.regular("one"))));

        RollbackResult result = planned(Optional.of("20261122T031500Z-7f3b"));

        assertThat(result)
                .isEqualTo(new RollbackResult.Impossible(
                        HostName.ROOT,
                        "there is no record of a run '20261122T031500Z-7f3b' on root",
                        "did you mean '20261122T031500Z-7f3a'?"));
    }

    @Test
    void aTreeThatConvergeNeverChangedHasNoHistory() throws Exception {
        tree();

        HostHistory history = history();

        assertThat(history.runs()).isEmpty();
    }

    @Test
    void aRunThatFailedIsOnRecordWithWhatFailed() throws Exception {
        Tree tree = tree();
        Files.createDirectories(tree.at(UNITS + "gone.service.d"));
        HostPlan plan = plan(
                tree.update(UNIT, tree.regular("one"), tree.regular("two")),
                tree.create("/etc/zz/file", tree.regular("z")));
        ShellHost failing = new ShellHost(
                shell,
                script -> script.replace(
                        "check_swapped() {", "check_swapped() { failed 'look' 'the test wants it'; return 1;"));

        Transaction.execute(failing, plan, "run-1", directory);

        assertThat(history().runs()).singleElement().satisfies(run -> {
            assertThat(run.ending()).isEqualTo(PastRun.Ending.ROLLED_BACK);
            assertThat(run.why()).containsExactly("look", "the test wants it");
            assertThat(run.changes()).isEqualTo(2);
            assertThat(run.plays()).containsExactly(Tree.PLAY);
            assertThat(run.since()).matches("[0-9-]+T[0-9:]+Z");
        });
        assertThat(filesOf("run-1")).containsExactly("about", "answer");
    }
}

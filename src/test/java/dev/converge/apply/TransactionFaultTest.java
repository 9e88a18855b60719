package dev.converge.apply;

import static dev.converge.apply.Tree.UNITS;
import static dev.converge.apply.Tree.plan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.diff.Change;
import dev.converge.host.HostFailureException;
import dev.converge.plan.HostPlan;
import dev.converge.unit.FileState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What happens to each command of the script that changes something: it fails, it fails after it has done its work, the shell is killed
 * right before or right after it. The commands are shadowed by shell functions that the test puts in front of the script, so the script
 * is the one that hosts run.
 *
 * <p>By default a sample of the commands is tried; {@code -Dconverge.faults=all} tries all.
 */
final class TransactionFaultTest {

    /** Whatever changes the disk or says that it has: the n-th of these is the one that something happens to. */
    private static final List<String> COMMANDS =
            List.of("mv", "ln", "mkdir", "rmdir", "rm", "cp", "chmod", "touch", "sync", "head", "base64");

    private static final List<String> ENDED = List.of("Applied", "RolledBack");

    @TempDir
    Path temporary = Path.of("");

    private int tree;

    enum Fault {
        /** Does nothing and fails: no space, no permission. */
        FAILS("return 1"),
        /** Does its work and fails: an error of the disk. */
        FAILS_LATE("command $converge_test_name \"$@\"; return 1"),
        KILLED_BEFORE("kill -s KILL $$; exit 1"),
        KILLED_AFTER("command $converge_test_name \"$@\"; kill -s KILL $$; exit 1"),
        INTERRUPTED("kill -s TERM $$"),
        HUNG_UP("kill -s HUP $$; kill -s PIPE $$");

        private final String shell;

        Fault(String shell) {
            this.shell = shell;
        }

        /** Puts the shadows before the script; the fault strikes once the counter file stands at the given number. */
        String in(String script, Path counter, int strike) {
            StringBuilder shadows = new StringBuilder();
            for (String command : COMMANDS) {
                shadows.append(command)
                        .append("() { converge_test_name=")
                        .append(command)
                        .append("\nread -r converge_test_count <'")
                        .append(counter)
                        .append("'\necho $((converge_test_count + 1)) >'")
                        .append(counter)
                        .append("'\n[ $converge_test_count -ne ")
                        .append(strike)
                        .append(" ] || { ")
                        .append(shell)
                        .append("; }\ncommand ")
                        .append(command)
                        .append(" \"$@\"; }\n");
            }
            // As if /run were another file system, which it is on a real host.
            shadows.append(
                    "stat() { case \"$*\" in *'%d %m'*/run/*) echo '0 /run' && return ;; esac; command stat \"$@\"; }\n");
            return shadows + script;
        }
    }

    /** A fresh tree. */
    private Tree tree() {
        tree++;
        Path root = temporary.resolve("tree-" + tree);
        try {
            Files.createDirectory(root);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return new Tree(root)
                .file(UNITS + "changed.service", "old")
                .file(UNITS + "gone.service.d/10-a.conf", "gone")
                .link(UNITS + "alias.service", "old.service")
                .file("/run/systemd/system/changed.service", "far old", 0640)
                .file("/run/systemd/system/gone.service", "far gone");
    }

    private static HostPlan change(Tree tree) {
        return plan(new Change[] {
            tree.create("/run/systemd/system/new.service.d/zz-converge.conf", tree.regular("far new")),
            tree.update(
                    "/run/systemd/system/changed.service", tree.regular("far old", 0640), tree.regular("far changed")),
            tree.delete("/run/systemd/system/gone.service", tree.regular("far gone")),
            tree.create(UNITS + "a b.service.d/zz-converge.conf", tree.regular("new")),
            tree.update(UNITS + "alias.service", new FileState.Link("old.service"), new FileState.Link("new.service")),
            tree.update(UNITS + "changed.service", tree.regular("old"), tree.regular("new", 0600)),
            tree.delete(UNITS + "gone.service.d/10-a.conf", tree.regular("gone")),
        });
    }

    /** What the tree is once the plan was carried out, and how many commands that takes. */
    private record Success(SortedMap<String, String> tree, int commands) {}

    private Success success(String shell) throws IOException, HostFailureException {
        Tree tree = tree();
        Path counter = counter();
        Outcome outcome =
                run(new ShellHost(shell, script -> Fault.FAILS.in(script, counter, -1)), tree, change(tree), "run-1");
        assertThat(outcome).isEqualTo(new Outcome.Applied("run-1"));
        return new Success(
                tree.snapshot(), Integer.parseInt(Files.readString(counter).strip()));
    }

    private Path counter() throws IOException {
        return Files.writeString(temporary.resolve("counter-" + tree), "0\n");
    }

    private static Outcome run(ShellHost host, Tree tree, HostPlan plan, String run) throws HostFailureException {
        return Transaction.execute(host, plan, run, tree.root());
    }

    /** The next contact; the lock may be held a moment longer by a child of the shell that was killed. */
    private static void recover(ShellHost host, Tree tree, String run) throws InterruptedException {
        for (int attempt = 0; attempt < 20; attempt++) {
            try {
                assertThat(run(host, tree, plan(), run)).isEqualTo(new Outcome.Applied(run));
                return;
            } catch (HostFailureException busy) {
                assertThat(busy).hasMessage("Another run is changing the host");
                Thread.sleep(50);
            }
        }
        throw new AssertionError("the lock was never given back");
    }

    private static int step(int every) {
        return "all".equals(System.getProperty("converge.faults")) ? 1 : every;
    }

    @ParameterizedTest
    @CsvSource({
        "dash, 4, FAILS",
        "dash, 4, FAILS_LATE",
        "bash --posix, 13, FAILS",
        "bash --posix, 13, FAILS_LATE",
        "busybox sh, 13, FAILS",
        "busybox sh, 13, FAILS_LATE"
    })
    void aCommandThatFailsLeavesTheTreeAsItWas(String shell, int every, Fault fault) throws Exception {
        Success success = success(shell);
        List<String> wrong = new ArrayList<>();

        for (int strike = 0; strike < success.commands(); strike += step(every)) {
            int at = strike;
            Tree tree = tree();
            Path counter = counter();
            SortedMap<String, String> before = tree.snapshot();
            String outcome = outcome(new ShellHost(shell, script -> fault.in(script, counter, at)), tree);
            SortedMap<String, String> expected = outcome.equals("Applied") ? success.tree() : before;
            boolean stuck = isUnfinished(tree);
            recover(new ShellHost(shell), tree, "run-2");
            if (!tree.snapshot().equals(expected) || stuck || hasLeftovers(tree)) {
                wrong.add(
                        at + " " + outcome + " " + tree.snapshot() + tree.home().keySet());
            }
        }

        assertThat(wrong).isEmpty();
    }

    private static String outcome(ShellHost host, Tree tree) {
        try {
            return run(host, tree, change(tree), "run-1").getClass().getSimpleName();
        } catch (HostFailureException nothingBegun) {
            return nothingBegun.failure().summary();
        }
    }

    /** Whether an open change lies in the home. */
    private static boolean isUnfinished(Tree tree) {
        return tree.home().keySet().stream().anyMatch(name -> name.startsWith("txn"));
    }

    @ParameterizedTest
    @CsvSource({
        "dash, 4, KILLED_BEFORE",
        "dash, 4, KILLED_AFTER",
        "bash --posix, 13, KILLED_BEFORE",
        "bash --posix, 13, KILLED_AFTER",
        "busybox sh, 13, KILLED_BEFORE",
        "busybox sh, 13, KILLED_AFTER"
    })
    void aShellThatIsKilledLeavesOldOrNewAfterTheNextContact(String shell, int every, Fault fault) throws Exception {
        Success success = success(shell);
        List<String> wrong = new ArrayList<>();

        for (int strike = 0; strike < success.commands(); strike += step(every)) {
            int at = strike;
            Tree tree = tree();
            Path counter = counter();
            SortedMap<String, String> before = tree.snapshot();
            outcome(new ShellHost(shell, script -> fault.in(script, counter, at)), tree);
            recover(new ShellHost(shell), tree, "run-2");
            if (!(tree.snapshot().equals(before) || tree.snapshot().equals(success.tree())) || hasLeftovers(tree)) {
                wrong.add(at + " " + tree.snapshot() + tree.home().keySet());
            }
        }

        assertThat(wrong).isEmpty();
    }

    private static boolean hasLeftovers(Tree tree) {
        return tree.home().keySet().stream()
                .anyMatch(name -> !name.isEmpty() && !name.equals("manifest") && !name.startsWith("hist"));
    }

    @ParameterizedTest
    @CsvSource({"dash, 11, 7", "bash --posix, 19, 11", "busybox sh, 19, 11"})
    void aRecoveryThatIsKilledIsTakenUpByTheNext(String shell, int every, int everyOfRecovery) throws Exception {
        Success success = success(shell);
        List<String> wrong = new ArrayList<>();

        for (int strike = 0; strike < success.commands(); strike += step(every)) {
            for (int second = 0; second < 30; second += step(everyOfRecovery)) {
                int at = strike;
                int secondAt = second;
                Tree tree = tree();
                Path counter = counter();
                SortedMap<String, String> before = tree.snapshot();
                outcome(new ShellHost(shell, script -> Fault.KILLED_AFTER.in(script, counter, at)), tree);
                Files.writeString(counter, "0\n");
                outcome(new ShellHost(shell, script -> Fault.KILLED_AFTER.in(script, counter, secondAt)), tree);
                recover(new ShellHost(shell), tree, "run-3");
                if (!(tree.snapshot().equals(before) || tree.snapshot().equals(success.tree())) || hasLeftovers(tree)) {
                    wrong.add(at + " then " + secondAt + " " + tree.snapshot()
                            + tree.home().keySet());
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"dash, 5", "bash --posix, 15", "busybox sh, 15"})
    void aShellThatIsToldToEndUndoesTheChange(String shell, int every) throws Exception {
        Success success = success(shell);
        List<String> wrong = new ArrayList<>();

        for (int strike = 0; strike < success.commands(); strike += step(every)) {
            int at = strike;
            Tree tree = tree();
            Path counter = counter();
            SortedMap<String, String> before = tree.snapshot();
            String outcome = outcome(new ShellHost(shell, script -> Fault.INTERRUPTED.in(script, counter, at)), tree);
            SortedMap<String, String> expected = outcome.equals("Applied") ? success.tree() : before;
            if (!tree.snapshot().equals(expected) || hasLeftovers(tree) || !ENDED.contains(outcome)) {
                wrong.add(
                        at + " " + outcome + " " + tree.snapshot() + tree.home().keySet());
            }
        }

        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"dash, 9", "bash --posix, 21", "busybox sh, 21"})
    void aLostConnectionChangesNothing(String shell, int every) throws Exception {
        Success success = success(shell);
        List<String> wrong = new ArrayList<>();

        for (int strike = 0; strike < success.commands(); strike += step(every)) {
            int at = strike;
            Tree tree = tree();
            Path counter = counter();
            String outcome = outcome(new ShellHost(shell, script -> Fault.HUNG_UP.in(script, counter, at)), tree);
            if (!outcome.equals("Applied") || !tree.snapshot().equals(success.tree())) {
                wrong.add(at + " " + outcome + " " + tree.snapshot());
            }
        }

        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash --posix", "busybox sh"})
    void anAnswerThatNobodyReadsChangesNothing(String shell) throws Exception {
        Success success = success(shell);
        Tree tree = tree();
        Path script = temporary.resolve("script");
        Files.writeString(
                script,
                // As if /run were another file system, as in the expected tree.
                Fault.FAILS.in(Transaction.treeScript(change(tree), "run-1", tree.root(), "0123"), counter(), -1));

        new ProcessBuilder(
                        "bash",
                        "-c",
                        "(sleep 0.2; " + shell + " -s; echo done >'" + temporary + "/end') <'" + script
                                + "' 2>/dev/null | true; while [ ! -s '" + temporary + "/end' ]; do sleep 0.1; done")
                .start()
                .waitFor();

        assertThat(tree.snapshot()).isEqualTo(success.tree());
        assertThat(hasLeftovers(tree)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash --posix", "busybox sh"})
    void anUndoThatFailsIsToldAndTriedAgainAtTheNextContact(String shell) throws Exception {
        Tree tree = tree();
        SortedMap<String, String> before = tree.snapshot();
        // The change cannot be closed, and from then on no rename works.
        String flag = "'" + temporary + "/broken'";
        String broken = "mv() { case $* in *hist/run-1) touch " + flag + " ;; esac; [ ! -e " + flag
                + " ] && command mv \"$@\"; }\n";

        Outcome outcome = run(new ShellHost(shell, script -> broken + script), tree, change(tree), "run-1");
        boolean stuck = isUnfinished(tree);
        Outcome again = run(new ShellHost(shell), tree, plan(), "run-2");

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.RollbackFailed.class,
                        failed -> assertThat(failed.left())
                                .anySatisfy(left -> assertThat(left).startsWith(UNITS + "changed.service: ")));
        assertThat(stuck).isTrue();
        assertThat(again).isEqualTo(new Outcome.Applied("run-2"));
        assertThat(tree.snapshot()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash --posix", "busybox sh"})
    void anEditDuringTheChangeIsNotLost(String shell) throws Exception {
        Tree tree = tree();
        Path edited = tree.at(UNITS + "changed.service");
        // Somebody saves the file right after it was swapped.
        String editor =
                "mv() { command mv \"$@\" || return; case $* in *.new*/etc/systemd/system/changed.service) echo edited >'"
                        + edited + "' ;; esac; }\n";

        Outcome outcome = run(new ShellHost(shell, script -> editor + script), tree, change(tree), "run-1");

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.RolledBack.class,
                        undone -> assertThat(undone.step()).isEqualTo("change /etc/systemd/system/changed.service"));
        assertThat(edited).hasContent("old");
        assertThat(tree.home()).containsValue("file rw------- edited\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash --posix", "busybox sh"})
    void everythingIsOnTheDiskBeforeTheRenameThatNeedsIt(String shell) throws Exception {
        Tree tree = tree();
        Path trace = temporary.resolve("trace");
        String tracing = "sync() { echo \"sync $*\" >>'" + trace + "'; command sync \"$@\"; }\n"
                + "mv() { echo \"mv $*\" >>'" + trace + "'; command mv \"$@\"; }\n";

        run(new ShellHost(shell, script -> tracing + script), tree, change(tree), "run-1");

        String home = tree.at(UNITS + ".converge").toString();
        String units = tree.at("/etc/systemd/system").toString();
        List<String> lines = Files.readAllLines(trace);
        int opened = lines.indexOf("mv -T -- " + home + "/stage.run-1 " + home + "/txn");
        int closed = lines.indexOf("mv -T -- " + home + "/txn " + home + "/hist/run-1");
        assertThat(syncedIn(lines.subList(0, opened)))
                .contains(home + "/stage.run-1/plan", home + "/stage.run-1/undo", home + "/stage.run-1", home)
                .contains(home + "/stage.run-1/6.new", home + "/stage.run-1/8.new", home + "/stage.run-1/11.new");
        assertThat(syncedIn(lines.subList(opened, opened + 2))).containsExactly(home);
        assertThat(syncedIn(lines.subList(opened + 2, closed)))
                .contains(
                        units,
                        units + "/a b.service.d",
                        home,
                        tree.at("/run/systemd/system").toString(),
                        tree.at("/run/systemd/system/new.service.d").toString());
        assertThat(syncedIn(lines.subList(closed, lines.size())))
                .containsExactly(home + "/hist/run-1", home, home + "/hist");
    }

    /** What is synced in one of the lines; a name with a blank counts as one because it is looked for as a whole. */
    private static List<String> syncedIn(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("sync -- "))
                .flatMap(line -> Stream.of(line.substring("sync -- ".length()).split(" (?=/)", -1)))
                .toList();
    }
}

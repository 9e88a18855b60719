package dev.converge.apply;

import static dev.converge.apply.Tree.UNITS;
import static dev.converge.apply.Tree.plan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.host.HostFailureException;
import dev.converge.plan.HostPlan;
import dev.converge.unit.FileState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One kind of system call fails on one path, each time it is tried, as on a disk that breaks: the tree is old or new, or the run says that
 * it could not be undone and the next contact undoes it, once the disk works again. strace makes them fail.
 *
 * <p>By default a sample of paths and calls is tried; {@code -Dconverge.faults=all} tries all.
 */
final class SystemCallFaultTest {

    /** With a question mark where not every machine has the call. */
    private static final List<String> CALLS = List.of(
            "?rename,?renameat,renameat2",
            "?unlink,unlinkat,?rmdir",
            "?mkdir,mkdirat",
            "?link,linkat",
            "fsync,fdatasync",
            "openat",
            "write");

    private static final List<String> PATHS = List.of(
            "changed.service",
            "gone.service.d/10-a.conf",
            "new.service.d/zz-converge.conf",
            "alias.service",
            "gone.service.d",
            "",
            ".converge",
            ".converge/stage.run-1",
            ".converge/stage.run-1/plan",
            ".converge/txn",
            ".converge/txn/3.old",
            ".converge/hist",
            ".converge/manifest");

    @TempDir
    private Path temporary = Path.of("");

    private Tree tree(String name) throws Exception {
        return new Tree(Files.createDirectory(temporary.resolve(name)))
                .file(UNITS + "changed.service", "old")
                .file(UNITS + "gone.service.d/10-a.conf", "gone")
                .link(UNITS + "alias.service", "old.service");
    }

    private static HostPlan change(Tree tree) {
        return plan(
                tree.create(UNITS + "new.service.d/zz-converge.conf", tree.regular("new")),
                tree.update(
                        UNITS + "alias.service", new FileState.Link("old.service"), new FileState.Link("new.service")),
                tree.update(UNITS + "changed.service", tree.regular("old"), tree.regular("new", 0600)),
                tree.delete(UNITS + "gone.service.d/10-a.conf", tree.regular("gone")));
    }

    @Test
    void whateverCallFailsOnAPathTheTreeIsOldOrNewOrItIsTold() throws Exception {
        Tree whole = tree("whole");
        Transaction.execute(new ShellHost("dash"), change(whole), "run-1", whole.root());
        SortedMap<String, String> after = whole.snapshot();
        boolean all = "all".equals(System.getProperty("converge.faults"));
        List<String> wrong = new ArrayList<>();
        int injected = 0;
        int number = 0;

        for (String path : PATHS) {
            for (String call : CALLS) {
                number++;
                if (all || number % 5 == 0) {
                    Tree tree = tree("tree-" + number);
                    injected += strike(tree, path, call, after, wrong) ? 1 : 0;
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(injected).as("calls that failed").isGreaterThan(3);
    }

    /** @return whether there was such a call on that path */
    private boolean strike(Tree tree, String path, String call, SortedMap<String, String> after, List<String> wrong)
            throws Exception {
        Path trace = tree.root().resolveSibling("trace");
        SortedMap<String, String> before = tree.snapshot();
        String strace = "strace -f -qq -o " + trace + " -P " + tree.at(UNITS + path) + " -e trace=" + call
                + " -e inject=" + call + ":error=EIO dash";

        String outcome = outcome(new ShellHost(strace), tree);
        boolean open = Files.isDirectory(tree.at(UNITS + ".converge/txn"));
        Outcome next = Transaction.execute(new ShellHost("dash"), plan(), "run-2", tree.root());

        SortedMap<String, String> expected = outcome.equals("Applied") ? after : before;
        boolean told = !open || outcome.equals("RollbackFailed");
        if (!next.equals(new Outcome.Applied("run-2")) || !tree.snapshot().equals(expected) || !told) {
            wrong.add(call + " on " + path + ": " + outcome + ", open " + open + ", " + tree.snapshot());
        }
        return Files.readString(trace).contains("(INJECTED)");
    }

    private static String outcome(ShellHost host, Tree tree) {
        try {
            return Transaction.execute(host, change(tree), "run-1", tree.root())
                    .getClass()
                    .getSimpleName();
        } catch (HostFailureException nothingBegun) {
            return nothingBegun.failure().summary();
        }
    }
}

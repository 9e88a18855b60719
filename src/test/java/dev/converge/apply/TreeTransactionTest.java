package dev.converge.apply;

import static dev.converge.apply.Tree.UNITS;
import static dev.converge.apply.Tree.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.converge.diff.Change;
import dev.converge.host.Command;
import dev.converge.host.CommandResult;
import dev.converge.host.HostFailureException;
import dev.converge.plan.HostPlan;
import dev.converge.unit.Content;
import dev.converge.unit.FileState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.FieldSource;

/** File changes on a directory tree, in each shell that a host may have. */
@ParameterizedClass
@FieldSource("dev.converge.apply.ShellHost#SHELLS")
final class TreeTransactionTest {

    @Parameter
    String shell = "";

    @TempDir
    Path directory = Path.of("");

    private Outcome apply(HostPlan plan) throws HostFailureException {
        return apply(plan, "run-1");
    }

    private Outcome apply(HostPlan plan, String run) throws HostFailureException {
        return Transaction.execute(new ShellHost(shell), plan, run, directory);
    }

    /** A tree, and a plan with every kind of change in it. */
    private Tree tree() {
        return new Tree(directory)
                .file(UNITS + "changed.service", "[Service]\nExecStart=/bin/old\n")
                .file(UNITS + "gone.service", "[Service]\n")
                .file(UNITS + "gone.service.d/10-a.conf", "[Unit]\n")
                .file(UNITS + "kept.service.d/10-a.conf", "[Unit]\n")
                .file(UNITS + "kept.service.d/20-b.conf", "[Unit]\n")
                .file(UNITS + "mode.service", "same", 0755)
                .file("/etc/secret.env", "old=1", 0640)
                .link(UNITS + "multi-user.target.wants/gone.service", "/etc/systemd/system/gone.service")
                .link(UNITS + "alias.service", "old.service")
                .link(UNITS + "masked.service", "/dev/null");
    }

    private Change[] changes(Tree tree) {
        return new Change[] {
            tree.update("/etc/secret.env", tree.regular("old=1", 0640), tree.regular("new=2", 0600)),
            tree.create("/etc/some/new/place.env", tree.regular("", 0400)),
            tree.create(UNITS + "a new.service.d/zz converge.conf", tree.regular("odd \\ 'name\"\n\n")),
            tree.update(
                    UNITS + "alias.service",
                    new FileState.Link("old.service"),
                    new FileState.Link("new\\x2d $x.service")),
            tree.update(
                    UNITS + "changed.service",
                    tree.regular("[Service]\nExecStart=/bin/old\n"),
                    tree.regular("[Service]\nExecStart=/bin/new\n")),
            tree.delete(UNITS + "gone.service", tree.regular("[Service]\n")),
            tree.delete(UNITS + "gone.service.d/10-a.conf", tree.regular("[Unit]\n")),
            tree.delete(UNITS + "kept.service.d/10-a.conf", tree.regular("[Unit]\n")),
            tree.update(UNITS + "masked.service", new FileState.Link("/dev/null"), tree.regular("[Unit]\n")),
            tree.update(UNITS + "mode.service", tree.regular("same", 0755), tree.regular("same", 0644)),
            tree.delete(
                    UNITS + "multi-user.target.wants/gone.service",
                    new FileState.Link("/etc/systemd/system/gone.service")),
            tree.create(
                    UNITS + "new.target.wants/dev-disk\\x2dby.mount", new FileState.Link("../dev-disk\\x2dby.mount")),
        };
    }

    @Test
    void everyKindOfChangeIsMade() throws Exception {
        Tree tree = tree();
        HostPlan plan = plan(changes(tree));

        Outcome outcome = apply(plan);

        assertThat(outcome).isEqualTo(new Outcome.Applied("run-1"));
        Map<String, String> expected = Map.ofEntries(
                Map.entry("", "directory rwx------"),
                Map.entry("etc", "directory rwxr-xr-x"),
                Map.entry("etc/secret.env", "file rw------- new=2"),
                Map.entry("etc/some", "directory rwxr-xr-x"),
                Map.entry("etc/some/new", "directory rwxr-xr-x"),
                Map.entry("etc/some/new/place.env", "file r-------- "),
                Map.entry("etc/systemd", "directory rwxr-xr-x"),
                Map.entry("etc/systemd/system", "directory rwxr-xr-x"),
                Map.entry("etc/systemd/system/a new.service.d", "directory rwxr-xr-x"),
                Map.entry("etc/systemd/system/a new.service.d/zz converge.conf", "file rw-r--r-- odd \\ 'name\"\n\n"),
                Map.entry("etc/systemd/system/alias.service", "link new\\x2d $x.service"),
                Map.entry("etc/systemd/system/changed.service", "file rw-r--r-- [Service]\nExecStart=/bin/new\n"),
                Map.entry("etc/systemd/system/kept.service.d", "directory rwxr-xr-x"),
                Map.entry("etc/systemd/system/kept.service.d/20-b.conf", "file rw-r--r-- [Unit]\n"),
                Map.entry("etc/systemd/system/masked.service", "file rw-r--r-- [Unit]\n"),
                Map.entry("etc/systemd/system/mode.service", "file rw-r--r-- same"),
                Map.entry("etc/systemd/system/new.target.wants", "directory rwxr-xr-x"),
                Map.entry(
                        "etc/systemd/system/new.target.wants/dev-disk\\x2dby.mount", "link ../dev-disk\\x2dby.mount"));
        assertThat(tree.snapshot()).containsExactlyInAnyOrderEntriesOf(expected);
    }

    @Test
    void aManifestThatAnotherRunWroteSinceIsARefusalAndNothingIsTouched() throws Exception {
        Tree tree = new Tree(directory);
        HostPlan first = Tree.planned(Optional.empty(), tree.create(UNITS + "a.service", tree.regular("a")));
        HostPlan late = Tree.planned(Optional.empty(), tree.create(UNITS + "b.service", tree.regular("b")));
        Outcome applied = apply(first, "run-1");

        Outcome refused = apply(late, "run-2");

        assertThat(applied).isEqualTo(new Outcome.Applied("run-1"));
        assertThat(refused)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        outcome -> assertThat(outcome.moved())
                                .singleElement()
                                .asString()
                                .startsWith(UNITS + ".converge/manifest now is a file of "));
        assertThat(tree.at(UNITS + "b.service")).doesNotExist();
    }

    @Test
    void aPlanMadeAfterTheOtherRunIsCarriedOut() throws Exception {
        Tree tree = new Tree(directory);
        Change first = tree.create(UNITS + "a.service", tree.regular("a"));
        apply(plan(first), "run-1");
        String manifest = plan(first).manifest().text();

        Outcome outcome = apply(
                Tree.planned(
                        Optional.of(Content.of(manifest).sha256()),
                        tree.create(UNITS + "b.service", tree.regular("b"))),
                "run-2");

        assertThat(outcome).isEqualTo(new Outcome.Applied("run-2"));
    }

    @Test
    void aRunIsCarriedOutOnceAndTheRefusalSaysWhen() throws Exception {
        Tree tree = new Tree(directory);
        HostPlan plan = plan(tree.create(UNITS + "a.service", tree.regular("a")));
        apply(plan, "run-1");
        Files.delete(tree.at(UNITS + "a.service"));

        Outcome again = apply(plan, "run-1");

        assertThat(again)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        outcome -> assertThat(outcome.moved())
                                .singleElement()
                                .asString()
                                .matches(
                                        "run run-1 was carried out on this host before, at 20..-..-..T..:..:..Z; a plan is good for once"));
        assertThat(tree.at(UNITS + "a.service")).doesNotExist();
    }

    @Test
    void theManifestIsWrittenAndWhatWasReplacedIsKept() throws Exception {
        Tree tree = tree();
        HostPlan plan = plan(changes(tree));

        apply(plan);

        assertThat(tree.home())
                .containsEntry("manifest", "file rw------- " + plan.manifest().text())
                .containsValue("file rw-r--r-- [Service]\nExecStart=/bin/old\n")
                .containsValue("file rw-r----- old=1")
                .containsValue("link /etc/systemd/system/gone.service")
                .doesNotContainKey("txn");
    }

    @Test
    void whatGoesBackAndForthEndsAsItBegan() throws Exception {
        Tree tree = new Tree(directory).file(UNITS + "x.service", "old");
        FileState old = tree.regular("old");
        apply(plan(tree.delete(UNITS + "x.service", old)), "run-1");
        SortedMap<String, String> between = tree.snapshot();

        apply(plan(tree.create(UNITS + "x.service", old)), "run-2");

        assertThat(between).doesNotContainKey("etc/systemd/system/x.service");
        assertThat(tree.snapshot()).containsEntry("etc/systemd/system/x.service", "file rw-r--r-- old");
    }

    @Test
    void whatTheFiveLastChangesReplacedIsKept() throws Exception {
        Tree tree = new Tree(directory);
        Files.createDirectories(tree.at("/etc/systemd/system"));

        for (int run = 1; run <= 7; run++) {
            apply(plan(tree.create(UNITS + "x" + run + ".service", tree.regular("x"))), "run-" + run);
        }

        assertThat(tree.home().keySet().stream().filter(name -> name.matches("hist/[^/]+/plan")))
                .containsExactly(
                        "hist/run-3/plan", "hist/run-4/plan", "hist/run-5/plan", "hist/run-6/plan", "hist/run-7/plan");
    }

    @Test
    void aPathThatIsNotWhatThePlanSawIsRefusedAndNothingChanges() throws Exception {
        Tree tree = tree();
        HostPlan plan = plan(changes(tree));
        Files.writeString(tree.at(UNITS + "changed.service"), "edited");
        Files.delete(tree.at(UNITS + "alias.service"));
        SortedMap<String, String> before = tree.snapshot();

        Outcome outcome = apply(plan);

        assertThat(outcome)
                .isEqualTo(new Outcome.Refused(List.of(
                        "/etc/systemd/system/alias.service now is nothing",
                        "/etc/systemd/system/changed.service now is "
                                + new Token(Token.of(tree.regular("edited")).text()).describe())));
        assertThat(tree.snapshot()).isEqualTo(before);
        assertThat(tree.home()).containsOnlyKeys("", "hist");
    }

    @Test
    void aSymlinkAmongTheParentsIsRefused() throws Exception {
        Tree tree = new Tree(directory).file("/srv/elsewhere/keep", "x").link(UNITS + "x.service.d", "/srv/elsewhere");
        HostPlan plan = plan(tree.create(UNITS + "x.service.d/zz-converge.conf", tree.regular("x")));
        SortedMap<String, String> before = tree.snapshot();

        Outcome outcome = apply(plan);

        assertThat(outcome)
                .isEqualTo(new Outcome.Refused(
                        List.of("/etc/systemd/system/x.service.d/zz-converge.conf lies below the symbolic link "
                                + directory + "/etc/systemd/system/x.service.d")));
        assertThat(tree.snapshot()).isEqualTo(before);
    }

    @Test
    void aPathThatIsNobodysBusinessIsRefused() throws Exception {
        Tree tree = new Tree(directory).file("/etc/machine-id", "x");
        HostPlan plan = plan(
                tree.update("/etc/machine-id", tree.regular("x"), tree.regular("y")),
                tree.create("/etc/sudoers.d/all", tree.regular("y")),
                tree.create("/etc/systemd/system/.converge/txn", tree.regular("y")));

        Outcome outcome = apply(plan);

        assertThat(outcome)
                .isEqualTo(new Outcome.Refused(List.of(
                        "/etc/machine-id is never changed by converge",
                        "/etc/sudoers.d/all is never changed by converge",
                        "/etc/systemd/system/.converge/txn is never changed by converge")));
    }

    @Test
    void aHostLockedByAnotherRunIsLeftAlone() throws Exception {
        Tree tree = tree();
        HostPlan plan = plan(changes(tree));
        apply(plan(), "run-0");
        SortedMap<String, String> before = tree.snapshot();
        Path lock = tree.at(UNITS + ".converge/lock");
        Files.writeString(lock, "run other by somebody since yesterday\n");
        Process holder = new ProcessBuilder("flock", lock.toString(), "sh", "-c", "echo held; exec sleep 60").start();
        holder.inputReader().readLine();

        assertThatThrownBy(() -> apply(plan))
                .isInstanceOfSatisfying(
                        HostFailureException.class,
                        busy -> assertThat(busy.failure().detail()).isEqualTo("run other by somebody since yesterday"));

        holder.destroyForcibly().waitFor();
        assertThat(tree.snapshot()).isEqualTo(before);
    }

    @Test
    void aPlanThatArrivesInPartIsNotBegun() throws Exception {
        Tree tree = tree();
        HostPlan plan = plan(changes(tree));
        SortedMap<String, String> before = tree.snapshot();
        String whole = Transaction.treeScript(plan, "run-1", directory, "0123");

        for (int end = whole.indexOf("transact 0123 <<"); end < whole.length() - 6; end += 97) {
            String part = whole.substring(0, end);
            new ShellHost(shell, script -> part).run(Command.script("", Duration.ofMinutes(1)));
            assertThat(tree.snapshot()).as("cut at byte " + end).isEqualTo(before);
        }

        assertThat(apply(plan)).isInstanceOf(Outcome.Applied.class);
    }

    /** A missing line must not read as an empty one: an empty root means the running system. */
    @Test
    void aPlanWhoseHeadIsCutOffIsNotBegun() throws Exception {
        Tree tree = tree();
        String whole = Transaction.treeScript(plan(changes(tree)), "run-1", directory, "0123");
        int head = whole.indexOf("converge-transaction 1\n", whole.indexOf("transact 0123"));
        int end = whole.indexOf("\npath ", head);

        for (int cut = head; cut <= end; cut++) {
            String part = whole.substring(0, cut);
            CommandResult result = new ShellHost(shell, script -> part).run(Command.script("", Duration.ofMinutes(1)));
            assertThat(Answer.parse(result.stdout(), "0123").first("outcome"))
                    .as("cut after '%s'", part.substring(head))
                    .contains("not-begun");
        }
    }

    @Test
    void aMissingTreeIsNotBegun() throws IOException {
        Tree tree = new Tree(directory);
        HostPlan plan = plan(tree.create(UNITS + "x.service", tree.regular("x")));
        Path missing = directory.resolve("missing");

        assertThatThrownBy(() -> Transaction.execute(new ShellHost(shell), plan, "run-1", missing))
                .isInstanceOf(HostFailureException.class);

        assertThat(missing).doesNotExist();
    }
}

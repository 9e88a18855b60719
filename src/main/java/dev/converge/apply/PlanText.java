package dev.converge.apply;

import dev.converge.plan.HostPlan;
import dev.converge.plan.Job;
import dev.converge.plan.PathChange;
import dev.converge.plan.UserPlan;
import dev.converge.unit.Content;
import dev.converge.unit.FileState;
import dev.converge.unit.HealthGate;
import dev.converge.unit.HostPath;
import dev.converge.unit.Seen;
import dev.converge.unit.SystemdVersion;
import dev.converge.unit.UnitName;
import dev.converge.unit.UserAccount;
import dev.converge.unit.UserName;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A plan as {@code remote/transaction/} reads it: lines of a keyword and a text, then all new contents in one run of base64. Nothing in it is
 * shell; a path or link target stands alone at the end of its line, as it is.
 */
final class PlanText {

    private static final List<HostPath> UNIT_DIRECTORIES = List.of(
            new HostPath("/etc/systemd/system"),
            new HostPath("/etc/systemd/system.control"),
            new HostPath("/etc/systemd/system-preset"),
            new HostPath("/etc/systemd/system.conf.d"),
            new HostPath("/var/lib/systemd/linger"),
            new HostPath("/run/systemd/system"),
            new HostPath("/run/systemd/system.control"));

    private final StringBuilder lines = new StringBuilder();
    private final ByteArrayOutputStream contents = new ByteArrayOutputStream();

    private PlanText() {}

    /**
     * What a run is beside its plan.
     *
     * @param by who runs this, for whoever finds the host locked
     * @param root the directory tree to change instead of the running system
     * @param window how long a running system waits for the confirmation
     * @param limit how long it may take until then
     */
    record Header(String run, String by, Optional<Path> root, Duration window, Duration limit) {}

    static String of(HostPlan plan, Header header) {
        PlanText text = new PlanText();
        text.line("converge-transaction", "1");
        text.line("run", header.run());
        text.line("by", header.by());
        text.line("root", header.root().map(PlanText::absolute).orElse(""));
        text.line("confirm", Long.toString(header.window().toSeconds()));
        text.line("limit", Long.toString(header.limit().toSeconds()));
        plan.seen().ifPresent(seen -> text.seen(plan.systemd(), seen));
        plan.users().forEach(text::user);
        plan.paths().forEach(change -> text.path(change, plan.users()));
        text.manifest(Content.of(plan.manifest().text()));
        plan.stops().forEach(stop -> text.line("stop", (stop.whole() ? "whole " : "plain ") + stop.unit()));
        plan.jobs().forEach(text::job);
        plan.jobs().forEach(text::health);
        text.removed(plan.removed());
        plan.users().forEach(user -> text.jobs(user, plan.seen()));
        text.about(plan);
        return text.finish();
    }

    /** What must still be so, beside the paths. */
    private void seen(Optional<SystemdVersion> systemd, Seen seen) {
        systemd.ifPresent(version -> line("systemd", version.toString()));
        line("was", seen.manifest().orElse("-"));
        states(Optional.of(seen), Optional.empty());
    }

    private void states(Optional<Seen> seen, Optional<UserName> user) {
        seen.stream()
                .flatMap(all -> all.units().stream())
                .filter(unit -> unit.user().equals(user))
                .forEach(unit -> line("saw", (unit.up() ? "up " : "down ") + unit.name()));
    }

    private static String absolute(Path root) {
        return root.toAbsolutePath().normalize().toString();
    }

    /** For the record of the run that the host keeps. */
    private void about(HostPlan plan) {
        line("about", "plays" + plan.plays().stream().map(play -> " " + play).collect(Collectors.joining()));
        line("about", "changes " + plan.changes().size());
        line("about", "jobs " + plan.allJobs().size());
        plan.undoes().ifPresent(run -> line("undoes", run.value()));
    }

    private void user(UserPlan user) {
        UserAccount account = user.account();
        line("user", account.name() + " " + account.owner() + " " + account.home());
    }

    /** All that follows is of this user's manager. */
    private void jobs(UserPlan user, Optional<Seen> seen) {
        line("of", user.account().name().value());
        states(seen, Optional.of(user.account().name()));
        user.stops().forEach(stop -> line("stop", (stop.whole() ? "whole " : "plain ") + stop.unit()));
        user.jobs().forEach(this::job);
        user.jobs().forEach(this::health);
        removed(user.removed());
    }

    private void removed(List<UnitName> units) {
        units.stream()
                // A template cannot run, and systemctl refuses a list with one in it.
                .filter(unit -> !unit.isTemplate())
                .forEach(unit -> line("removed", unit.value()));
    }

    private void path(PathChange change, List<UserPlan> users) {
        Optional<UserName> user = users.stream()
                .map(UserPlan::account)
                .filter(account -> change.path().isBelow(account.searchPath().config()))
                .map(UserAccount::name)
                .findFirst();
        user.ifPresentOrElse(
                name -> line("home", name + " " + change.path()),
                () -> line(
                        isSystemds(change.path()) ? "path" : "file",
                        change.path().value()));
        line("from", Token.of(change.before()).text());
        line("to", Token.of(change.after()).text());
        line("size", Integer.toString(addContent(change.after())));
    }

    /** Whether the path is where units are; all other paths of a plan are those a play declares in {@code files}. */
    private static boolean isSystemds(HostPath path) {
        return UNIT_DIRECTORIES.stream().anyMatch(path::isBelow);
    }

    private int addContent(FileState state) {
        return switch (state) {
            case FileState.Regular file -> addContent(file.content());
            case FileState.Absent absent -> 0;
            case FileState.Link link -> 0;
            case FileState.Directory directory -> 0;
            case FileState.Other other -> 0;
        };
    }

    private int addContent(Content content) {
        contents.writeBytes(content.bytes());
        return content.size();
    }

    private void manifest(Content content) {
        line("manifest", content.sha256() + " " + addContent(content));
    }

    private void job(Job job) {
        switch (job) {
            case Job.Stop stop -> line("job", "stop " + stop.unit());
            case Job.DaemonReload reload -> line("job", "daemon-reload");
            case Job.DaemonReexec reexec -> line("job", "daemon-reexec");
            case Job.ResetFailed reset -> line("job", "reset-failed " + reset.unit());
            case Job.Start start -> line("job", "start " + start.unit());
            case Job.Restart restart -> line("job", "restart " + restart.unit());
            case Job.Reload reload -> line("job", "reload " + reload.unit());
        }
    }

    private void health(Job job) {
        if (job instanceof Job.Raising raising && raising.health().isPresent()) {
            HealthGate gate = raising.health().get();
            line("health", gate.activeForSeconds() + " " + gate.timeoutSeconds() + " " + raising.unit());
        }
    }

    private void line(String word, String text) {
        if (text.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a line break in the plan: " + word);
        }
        lines.append(word).append(' ').append(text).append('\n');
    }

    private String finish() {
        line("content", Integer.toString(contents.size()));
        byte[] newline = "\n".getBytes(StandardCharsets.US_ASCII);
        String encoded = Base64.getMimeEncoder(76, newline).encodeToString(contents.toByteArray());
        return lines.append(encoded).append('\n').toString();
    }
}

package dev.converge.history;

import dev.converge.apply.Token;
import dev.converge.diff.FormerPath;
import dev.converge.diff.FormerState;
import dev.converge.diff.FormerUnits;
import dev.converge.diff.Reason;
import dev.converge.diff.Restoration;
import dev.converge.host.HostName;
import dev.converge.observed.ObservedHost;
import dev.converge.observed.ObservedUser;
import dev.converge.plan.HostPlan;
import dev.converge.plan.HostPlanner;
import dev.converge.unit.Content;
import dev.converge.unit.FileState;
import dev.converge.unit.HostPath;
import dev.converge.unit.Manifest;
import dev.converge.unit.PlayName;
import dev.converge.unit.UserName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes the plan that takes back a run: each path of its journal becomes what it was, from what the run left; units that ran before run again,
 * those that did not stop; converge owns what it owned. Pure.
 */
public final class WayBackPlanner {

    /** Of paths of which nobody can say any more which play had them. */
    private static final PlayName NOBODY = new PlayName("rollback");

    private final HostHistory history;
    private final PastRun run;
    private final Journal journal;
    private final Map<Integer, Content> backups;
    private final ObservedHost observed;

    private WayBackPlanner(
            HostHistory history, PastRun run, Journal journal, Map<Integer, Content> backups, ObservedHost observed) {
        this.history = history;
        this.run = run;
        this.journal = journal;
        this.backups = backups;
        this.observed = observed;
    }

    /**
     * @param run one of the history's
     * @param backups by number of entry
     * @param observed the host as it is, seen with an eye on the paths, units and users of the journal
     */
    public static WayBack plan(
            HostName host, HostHistory history, PastRun run, Map<Integer, Content> backups, ObservedHost observed) {
        return run.journal()
                .map(journal -> new WayBackPlanner(history, run, journal, backups, observed).plan(host))
                .orElse(new WayBack.Closed("its backups are no longer kept", ""));
    }

    private WayBack plan(HostName host) {
        List<String> gone = journal.users().keySet().stream()
                .filter(user -> observed.userManagers().stream().noneMatch(known -> isOf(known, user)))
                .map(UserName::value)
                .toList();
        if (!gone.isEmpty()) {
            return new WayBack.Closed("it changed units of the user " + gone.getFirst() + ", who is gone", "");
        }
        List<String> moved = moved();
        if (!moved.isEmpty()) {
            return new WayBack.Moved(moved);
        }
        Optional<Manifest> former = formerManifest();
        Optional<List<FormerPath>> paths = former.flatMap(this::formerPaths);
        if (paths.isEmpty()) {
            return new WayBack.Closed(
                    "its backups are not whole",
                    "What is left of them is in /etc/systemd/system/.converge/hist/" + run.id() + " on the host.");
        }
        FormerState state = new FormerState(
                new Reason("as it was before run " + run.id()),
                paths.get(),
                journal.system().before(),
                users(),
                manifest(former.get()));
        HostPlan plan = HostPlanner.plan(host, observed.systemd(), Restoration.diff(host, state, observed), List.of());
        return plan.isInSync()
                ? new WayBack.Closed("the host is what it was before it", "")
                : new WayBack.Open(plan.undoing(run.id()));
    }

    private static boolean isOf(ObservedUser known, UserName user) {
        return known.account().name().equals(user);
    }

    private List<String> moved() {
        List<String> moved = new ArrayList<>();
        for (Journal.Entry entry : journal.paths()) {
            Token now = Token.seen(now(entry.path()));
            if (!now.equals(entry.after())) {
                moved.add(entry.path() + " now is " + now.describe() + "; "
                        + history.author(run, entry.path(), now)
                                .map(later -> "run " + later + " made it that: roll back " + later + " first")
                                .orElse("run " + run.id() + " left "
                                        + entry.after().describe()));
            }
        }
        return moved;
    }

    /** What lies in a home is seen in the tree of its user as in that of the system. */
    private FileState now(HostPath path) {
        return observed.tree().at(path);
    }

    private Optional<List<FormerPath>> formerPaths(Manifest former) {
        List<FormerPath> paths = new ArrayList<>();
        for (Journal.Entry entry : journal.paths()) {
            Optional<FileState> before = before(entry);
            if (before.isEmpty()) {
                return Optional.empty();
            }
            paths.add(new FormerPath(entry.path(), before.get(), play(entry.path(), former)));
        }
        return Optional.of(paths);
    }

    private Optional<FileState> before(Journal.Entry entry) {
        return entry.before().state(Optional.ofNullable(backups.get(entry.number())));
    }

    private PlayName play(HostPath path, Manifest former) {
        return observed.manifest()
                .entry(path)
                .or(() -> former.entry(path))
                .map(Manifest.Entry::play)
                .or(() -> run.plays().stream().findFirst())
                .orElse(NOBODY);
    }

    private SortedMap<UserName, FormerUnits> users() {
        SortedMap<UserName, FormerUnits> users = new TreeMap<>();
        journal.users().forEach((user, jobs) -> users.put(user, jobs.before()));
        return users;
    }

    private Optional<Manifest> formerManifest() {
        return before(journal.manifest()).flatMap(state -> switch (state) {
            case FileState.Absent absent -> Optional.of(Manifest.NONE);
            case FileState.Regular file -> file.content().text().flatMap(Manifest::parse);
            case FileState.Link link -> Optional.empty();
            case FileState.Directory directory -> Optional.empty();
            case FileState.Other other -> Optional.empty();
        });
    }

    /** Where later runs have written it, only what was said of the paths of this one is taken back. */
    private Manifest manifest(Manifest former) {
        Token now = Token.seen(now(journal.manifest().path()));
        if (now.equals(journal.manifest().after())) {
            return former;
        }
        SortedMap<HostPath, Manifest.Entry> entries =
                new TreeMap<>(observed.manifest().entries());
        for (Journal.Entry entry : journal.paths()) {
            entries.remove(entry.path());
            former.entry(entry.path()).ifPresent(owned -> entries.put(entry.path(), owned));
        }
        return new Manifest(entries);
    }
}

package dev.converge.diff;

import dev.converge.desired.DesiredHost;
import dev.converge.desired.DesiredPlay;
import dev.converge.desired.DesiredUnit;
import dev.converge.desired.Guard;
import dev.converge.observed.ObservedHost;
import dev.converge.observed.UnitRuntime;
import dev.converge.unit.Dependencies;
import dev.converge.unit.HostPath;
import dev.converge.unit.Manifest;
import dev.converge.unit.PlayName;
import dev.converge.unit.UnitTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The units of one manager, the system's or that of a user: their files, links and removal, and what that means for those that run. Both
 * hosts hold what belongs to this manager and nothing else.
 */
final class ManagerEdit {

    private static final HostPath MANAGER_FILE = new HostPath("/etc/systemd/system.conf");
    private static final HostPath MANAGER_CONFIGURATION = new HostPath("/etc/systemd/system.conf.d");

    private final DesiredHost desired;
    private final ObservedHost observed;
    private final TreeEdit edit;
    private final List<RemovedUnit> removed;
    private final List<Obstacle> obstacles = new ArrayList<>();

    private ManagerEdit(DesiredHost desired, ObservedHost observed) {
        this.desired = desired;
        this.observed = observed;
        edit = new TreeEdit(observed.tree());
        removed = Removals.of(desired, observed);
    }

    /** Everything but what no play declares any more, which is for last: {@link #prune()}. */
    static ManagerEdit of(DesiredHost desired, ObservedHost observed) {
        ManagerEdit manager = new ManagerEdit(desired, observed);
        DeclaredUnits units = new DeclaredUnits(manager.edit, observed.manifest(), observed.writer());
        desired.plays().forEach(units::add);
        Removals.edit(manager.removed, manager.edit);
        Removals.keepMasks(desired, observed, manager.edit);
        UnitTree installed = manager.edit.after();
        desired.plays().forEach(play -> Enablement.add(play, installed, manager.edit));
        manager.obstacles.addAll(EnablementObstacles.of(desired, installed));
        return manager;
    }

    TreeEdit edit() {
        return edit;
    }

    /** Units that cannot be enabled. */
    List<Obstacle> obstacles() {
        return obstacles;
    }

    List<RemovedUnit> removed() {
        return removed;
    }

    /** Removes what a play of this run once wrote and no longer declares. */
    void prune() {
        for (DesiredPlay play : desired.plays()) {
            for (HostPath path : observed.manifest().pathsOf(play.name())) {
                if (!edit.mentions(path) && !SharedFile.PATHS.contains(path)) {
                    edit.remove(path, pruned(path, play.name()), play.name());
                }
            }
        }
    }

    private static Reason pruned(HostPath path, PlayName play) {
        return new Reason(
                (path.name().equals(Guard.DROP_IN) ? "no longer guarded by play " : "no longer declared by play ")
                        + play);
    }

    /**
     * What it means for the units that run.
     *
     * @param changes whether a path of {@code files:} changes
     */
    List<UnitEffect> effects(Dependencies before, Dependencies after, Predicate<HostPath> changes) {
        List<UnitEffect> effects = Effects.of(desired, observed, edit, removed, changes);
        return Propagation.of(effects, desired, observed, before, after);
    }

    /** NeedDaemonReload is wrong in both directions (SYSTEMD.md 8): our own changes always need one, its word counts only for declared units. */
    Optional<Reason> daemonReload() {
        if (observed.systemd().isEmpty()) {
            return Optional.empty();
        }
        long read = edit.changes().stream()
                .filter(change -> isReadBySystemd(change.path()))
                .count();
        if (read > 0) {
            return Optional.of(new Reason(
                    read == 1 ? "1 path that systemd reads changes" : read + " paths that systemd reads change"));
        }
        return desired.plays().stream()
                .flatMap(play -> play.units().stream())
                .map(DesiredUnit::name)
                .filter(unit ->
                        observed.runtime(unit).filter(ManagerEdit::isOutdated).isPresent())
                .findFirst()
                .map(unit -> new Reason("systemd still holds an older definition of " + unit));
    }

    private boolean isReadBySystemd(HostPath path) {
        return observed.tree().searchPath().contains(path)
                || path.isBelow(MANAGER_CONFIGURATION)
                || path.equals(MANAGER_FILE);
    }

    private static boolean isOutdated(UnitRuntime runtime) {
        return runtime.loadState().equals("loaded")
                && runtime.details()
                        .filter(UnitRuntime.Details::needDaemonReload)
                        .isPresent();
    }

    /** What is owned afterwards. Plays that are not in this run keep what they own. */
    SortedMap<HostPath, Manifest.Entry> owned() {
        Set<PlayName> run = desired.plays().stream().map(DesiredPlay::name).collect(Collectors.toSet());
        SortedMap<HostPath, Manifest.Entry> entries =
                new TreeMap<>(observed.manifest().entries());
        entries.values().removeIf(entry -> run.contains(entry.play()));
        edit.ownInto(entries);
        return entries;
    }
}

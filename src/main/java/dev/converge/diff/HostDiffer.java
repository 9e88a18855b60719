package dev.converge.diff;

import dev.converge.desired.DesiredHost;
import dev.converge.desired.DesiredPlay;
import dev.converge.desired.DesiredUnit;
import dev.converge.desired.Guard;
import dev.converge.observed.ObservedHost;
import dev.converge.observed.UnitRuntime;
import dev.converge.unit.Dependencies;
import dev.converge.unit.FileState;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares what a host should be with what it is. */
public final class HostDiffer {

    private static final HostPath ETC_UNITS = new HostPath("/etc/systemd/system");
    private static final HostPath ETC_CONTROL = new HostPath("/etc/systemd/system.control");
    private static final HostPath MANAGER_FILE = new HostPath("/etc/systemd/system.conf");
    private static final HostPath MANAGER_CONFIGURATION = new HostPath("/etc/systemd/system.conf.d");
    private static final HostPath RUN_SYSTEMD = new HostPath("/run/systemd");

    private HostDiffer() {}

    /** The difference, the same for the same two hosts, byte for byte. Applying it and comparing again gives none. */
    public static HostDiff diff(DesiredHost desired, ObservedHost observed) {
        TreeEdit edit = new TreeEdit(observed.tree());
        DeclaredUnits units = new DeclaredUnits(edit, observed.manifest(), observed.writer());
        desired.plays().forEach(units::add);
        List<RemovedUnit> removed = Removals.of(desired, observed);
        Removals.edit(removed, edit);
        UnitTree installed = edit.after();
        desired.plays().forEach(play -> Enablement.add(play, installed, edit));
        Presets.add(desired, observed, removed, edit);
        DeclaredFiles files = new DeclaredFiles(edit, observed);
        desired.plays().forEach(files::add);
        ManagerFile manager = ManagerFile.add(desired, observed, edit);
        prune(desired, observed, edit);
        Guards.add(desired, observed, edit);

        List<Change> changes = edit.changes();
        List<Obstacle> obstacles = new ArrayList<>(files.obstacles());
        obstacles.addAll(unwritable(changes));
        Dependencies before = new Dependencies(edit.before());
        Dependencies after = new Dependencies(edit.after());
        List<UnitEffect> effects = Effects.of(desired, observed, edit, removed);
        return new HostDiff(
                changes,
                Propagation.of(effects, desired, observed, before, after),
                daemonReload(changes, desired, observed),
                daemonReexec(manager, observed),
                manifest(desired, observed, edit),
                before,
                after,
                obstacles);
    }

    /** What a play of this run once wrote and no longer declares. */
    private static void prune(DesiredHost desired, ObservedHost observed, TreeEdit edit) {
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

    private static List<Obstacle> unwritable(List<Change> changes) {
        return changes.stream()
                .flatMap(change -> switch (change.before()) {
                    case FileState.Directory directory -> Stream.of(new Obstacle(change.path(), "it is a directory"));
                    case FileState.Other other -> Stream.of(new Obstacle(change.path(), "it is a " + other.kind()));
                    case FileState.Absent absent -> Stream.empty();
                    case FileState.Regular file -> Stream.empty();
                    case FileState.Link link -> lineBreak(change.path(), link).stream();
                })
                .toList();
    }

    /** The transaction gets its paths and targets line by line, and has no way to say this one. */
    private static Optional<Obstacle> lineBreak(HostPath path, FileState.Link link) {
        return link.target().indexOf('\n') >= 0
                ? Optional.of(new Obstacle(path, "it is a link whose target holds a line break"))
                : Optional.empty();
    }

    /** NeedDaemonReload is wrong in both directions (SYSTEMD.md 8): our own changes always need one, its word counts only for declared units. */
    private static Optional<Reason> daemonReload(List<Change> changes, DesiredHost desired, ObservedHost observed) {
        if (observed.systemd().isEmpty()) {
            return Optional.empty();
        }
        long read = changes.stream()
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
                        observed.runtime(unit).filter(HostDiffer::isOutdated).isPresent())
                .findFirst()
                .map(unit -> new Reason("systemd still holds an older definition of " + unit));
    }

    private static Optional<Reason> daemonReexec(ManagerFile manager, ObservedHost observed) {
        return observed.systemd().isEmpty() || manager.needingReexec().isEmpty()
                ? Optional.empty()
                : Optional.of(new Reason("systemd heeds a change of " + String.join(", ", manager.needingReexec())
                        + " only when it is executed anew; services go on"));
    }

    private static boolean isOutdated(UnitRuntime runtime) {
        return runtime.loadState().equals("loaded")
                && runtime.details()
                        .filter(UnitRuntime.Details::needDaemonReload)
                        .isPresent();
    }

    private static boolean isReadBySystemd(HostPath path) {
        return path.isBelow(ETC_UNITS)
                || path.isBelow(ETC_CONTROL)
                || path.isBelow(RUN_SYSTEMD)
                || path.isBelow(MANAGER_CONFIGURATION)
                || path.equals(MANAGER_FILE);
    }

    /** Plays that are not in this run keep what they own. */
    private static Manifest manifest(DesiredHost desired, ObservedHost observed, TreeEdit edit) {
        Set<PlayName> run = desired.plays().stream().map(DesiredPlay::name).collect(Collectors.toSet());
        SortedMap<HostPath, Manifest.Entry> entries =
                new TreeMap<>(observed.manifest().entries());
        entries.values().removeIf(entry -> run.contains(entry.play()));
        edit.ownInto(entries);
        return new Manifest(entries);
    }
}

package dev.converge.observed;

import dev.converge.unit.HostPath;
import dev.converge.unit.Manifest;
import dev.converge.unit.Owner;
import dev.converge.unit.SystemdVersion;
import dev.converge.unit.UnitName;
import dev.converge.unit.UnitTree;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What the probe saw on one host.
 *
 * @param systemd empty for a directory tree, where nothing runs
 * @param tree unit files, drop-ins, links, preset files and the declared files
 * @param units every unit systemd has loaded; those that matter with details
 * @param packageOwned unit files below /etc that belong to a package: the package by path
 * @param writer who owns what converge writes: root, or on a directory tree whoever runs converge
 * @param users numbers of the users that declared files name; {@code groups} likewise
 * @param hazards what must not meet PID 1; when there are any, PID 1 was not asked and {@code units} is empty
 * @param userManagers of the users that were asked for and exist, by name
 * @param unfinished the id of a transaction that is not over: it goes on at this moment, or was cut off and is about to be undone
 * @param running processes and sockets
 * @param live what a sweep asked for beyond that; none in a plan, in a directory tree, and where there are hazards
 */
public record ObservedHost(
        Optional<SystemdVersion> systemd,
        UnitTree tree,
        SortedMap<UnitName, UnitRuntime> units,
        Manifest manifest,
        Map<HostPath, String> packageOwned,
        MachineId machineId,
        Owner writer,
        Map<String, Integer> users,
        Map<String, Integer> groups,
        List<Hazard> hazards,
        Optional<String> unfinished,
        Running running,
        List<ObservedUser> userManagers,
        Optional<LiveFacts> live) {

    /** /etc/machine-id; anything but {@link #SET} and {@link #EMPTY} makes the next boot replay presets (SYSTEMD.md 6). */
    public enum MachineId {
        SET,
        EMPTY,
        MISSING,
        UNINITIALIZED
    }

    public ObservedHost {
        units = Collections.unmodifiableSortedMap(new TreeMap<>(units));
        hazards = List.copyOf(hazards);
        userManagers = List.copyOf(userManagers);
    }

    /** What a plan sees. */
    public ObservedHost(
            Optional<SystemdVersion> systemd,
            UnitTree tree,
            SortedMap<UnitName, UnitRuntime> units,
            Manifest manifest,
            Map<HostPath, String> packageOwned,
            MachineId machineId,
            Owner writer,
            Map<String, Integer> users,
            Map<String, Integer> groups,
            List<Hazard> hazards,
            Optional<String> unfinished,
            Running running,
            List<ObservedUser> userManagers) {
        this(
                systemd,
                tree,
                units,
                manifest,
                packageOwned,
                machineId,
                writer,
                users,
                groups,
                hazards,
                unfinished,
                running,
                userManagers,
                Optional.empty());
    }

    /** The same without what belongs to users: what the system's manager is about. */
    public ObservedHost ofSystem() {
        return with(
                tree,
                units,
                owned(path -> userManagers.stream().noneMatch(user -> isOf(user, path))),
                packageOwned,
                writer,
                live);
    }

    /** What the manager of one user is about, which is a smaller host. */
    public ObservedHost of(ObservedUser user) {
        Owner owner = writer.uid() == 0 ? user.account().owner() : writer;
        return with(user.tree(), user.units(), owned(path -> isOf(user, path)), Map.of(), owner, Optional.empty());
    }

    private static boolean isOf(ObservedUser user, HostPath path) {
        return path.isBelow(user.tree().searchPath().config());
    }

    private Manifest owned(Predicate<HostPath> wanted) {
        SortedMap<HostPath, Manifest.Entry> entries = new TreeMap<>(manifest.entries());
        entries.keySet().removeIf(wanted.negate());
        return new Manifest(entries);
    }

    private ObservedHost with(
            UnitTree seen,
            SortedMap<UnitName, UnitRuntime> loaded,
            Manifest owned,
            Map<HostPath, String> packages,
            Owner owner,
            Optional<LiveFacts> facts) {
        return new ObservedHost(
                systemd,
                seen,
                loaded,
                owned,
                packages,
                machineId,
                owner,
                users,
                groups,
                hazards,
                unfinished,
                running,
                List.of(),
                facts);
    }

    /** How the unit runs; nothing when systemd has not loaded it, or nothing runs here. */
    public Optional<UnitRuntime> runtime(UnitName unit) {
        return Optional.ofNullable(units.get(unit));
    }
}

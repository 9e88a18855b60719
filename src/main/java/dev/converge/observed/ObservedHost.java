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
 * @param unfinished the id of a transaction that was cut off and is not yet recovered
 * @param running processes and sockets
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
        Running running) {

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
    }

    /** How the unit runs; nothing when systemd has not loaded it, or nothing runs here. */
    public Optional<UnitRuntime> runtime(UnitName unit) {
        return Optional.ofNullable(units.get(unit));
    }
}

package dev.converge.observed;

import dev.converge.unit.Glob;
import dev.converge.unit.HostPath;
import dev.converge.unit.UnitName;
import dev.converge.unit.UserName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What to look at beside the unit directories.
 *
 * @param root the directory tree to look at instead of the running system
 * @param units units whose details matter, declared ones
 * @param patterns units whose details matter when they exist, from stray rules
 * @param files paths of declared files
 * @param users names whose numbers are needed; {@code groups} likewise
 * @param query a unit to look at closely
 * @param managers users whose service managers matter
 * @param lookBack how far back the journal is read by a sweep, in whole seconds; none: no sweep
 */
public record ProbeRequest(
        Optional<Path> root,
        List<UnitName> units,
        List<Glob> patterns,
        List<HostPath> files,
        List<String> users,
        List<String> groups,
        Optional<UnitQuery> query,
        List<UserName> managers,
        Optional<Duration> lookBack) {
    public ProbeRequest {
        units = List.copyOf(units);
        patterns = List.copyOf(patterns);
        files = List.copyOf(files);
        users = List.copyOf(users);
        groups = List.copyOf(groups);
        managers = List.copyOf(managers);
    }

    /** What a plan needs: no unit is looked at more closely than others. */
    public ProbeRequest(
            Optional<Path> root,
            List<UnitName> units,
            List<Glob> patterns,
            List<HostPath> files,
            List<String> users,
            List<String> groups) {
        this(root, units, patterns, files, users, groups, Optional.empty(), List.of());
    }

    /** What a plan needs, or one unit's explanation. */
    public ProbeRequest(
            Optional<Path> root,
            List<UnitName> units,
            List<Glob> patterns,
            List<HostPath> files,
            List<String> users,
            List<String> groups,
            Optional<UnitQuery> query,
            List<UserName> managers) {
        this(root, units, patterns, files, users, groups, query, managers, Optional.empty());
    }

    /** The same, and all that a sweep wants to know. */
    public ProbeRequest sweeping(Duration span) {
        return new ProbeRequest(root, units, patterns, files, users, groups, query, managers, Optional.of(span));
    }

    /** What telling all about one unit needs. */
    public static ProbeRequest about(Optional<Path> root, UnitQuery query) {
        return new ProbeRequest(
                root, List.of(query.unit()), List.of(), List.of(), List.of(), List.of(), Optional.of(query), List.of());
    }
}

package dev.converge.observed;

import dev.converge.unit.Glob;
import dev.converge.unit.HostPath;
import dev.converge.unit.UnitName;
import java.nio.file.Path;
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
 */
public record ProbeRequest(
        Optional<Path> root,
        List<UnitName> units,
        List<Glob> patterns,
        List<HostPath> files,
        List<String> users,
        List<String> groups) {
    public ProbeRequest {
        units = List.copyOf(units);
        patterns = List.copyOf(patterns);
        files = List.copyOf(files);
        users = List.copyOf(users);
        groups = List.copyOf(groups);
    }
}

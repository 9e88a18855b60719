package dev.converge.observed;

import dev.converge.unit.HostPath;
import dev.converge.unit.UnitName;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A host seen with an eye on one unit.
 *
 * @param properties what systemd holds of the unit, by name; empty where nothing runs, systemd was not asked, or the unit is a template
 * @param changed when each file of the tree was last written, moved or given other rights
 */
public record ObservedUnit(
        ObservedHost host, UnitName unit, SortedMap<String, String> properties, Map<HostPath, Instant> changed) {

    public ObservedUnit {
        properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
        changed = Map.copyOf(changed);
    }

    /** Nothing when systemd of that host does not have it, or was not asked. */
    public Optional<String> property(String name) {
        return Optional.ofNullable(properties.get(name));
    }
}

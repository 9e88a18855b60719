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
 * What only a sweep asks a running host for.
 *
 * @param vitals of the machine; none when it told nothing
 * @param services all loaded ones that do anything, or that people put there; by name
 * @param slices that are active
 * @param seen what was started anew while the host was looked at
 * @param changed when the files of the probe were last changed
 */
public record LiveFacts(
        Optional<Vitals> vitals,
        SortedMap<UnitName, ServiceFacts> services,
        SortedMap<UnitName, Quotas> slices,
        JournalCounts journal,
        StartsSeen seen,
        Map<HostPath, Instant> changed) {

    public LiveFacts {
        services = Collections.unmodifiableSortedMap(new TreeMap<>(services));
        slices = Collections.unmodifiableSortedMap(new TreeMap<>(slices));
        changed = Map.copyOf(changed);
    }

    public Optional<ServiceFacts> service(UnitName unit) {
        return Optional.ofNullable(services.get(unit));
    }
}

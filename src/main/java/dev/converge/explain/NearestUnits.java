package dev.converge.explain;

import dev.converge.observed.ObservedHost;
import dev.converge.problem.Spelling;
import dev.converge.unit.UnitName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/** Units of a host that somebody who asked for another may have meant. */
public final class NearestUnits {

    private static final int MOST = 5;
    private static final int SHORTEST = 3;

    private NearestUnits() {}

    /** The nearest name first, then names that hold what was asked for; at most five. */
    public static List<UnitName> of(UnitName asked, ObservedHost host) {
        NavigableSet<UnitName> units = new TreeSet<>(host.tree().units());
        units.addAll(host.units().keySet());
        Set<UnitName> near = new LinkedHashSet<>();
        Spelling.nearest(asked.value(), units.stream().map(UnitName::value).toList())
                .flatMap(UnitName::parse)
                .ifPresent(near::add);
        units.stream()
                .filter(unit ->
                        asked.stem().length() >= SHORTEST && unit.value().contains(asked.stem()))
                .forEach(near::add);
        return near.stream().limit(MOST).toList();
    }
}

package dev.converge.plan;

import dev.converge.unit.Dependencies;
import dev.converge.unit.UnitName;
import dev.converge.unit.UnitType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;

/**
 * The order in which units of a plan are started and stopped: After= and Before= between them; where these say nothing, what a unit needs
 * before the unit; else as given. Where they go round in a circle, the first one given begins.
 */
final class JobOrder {

    private final Dependencies dependencies;

    JobOrder(Dependencies dependencies) {
        this.dependencies = dependencies;
    }

    /** What comes first is started first. */
    List<UnitName> ofStarts(List<UnitName> units) {
        SequencedSet<UnitName> left = new LinkedHashSet<>(units);
        Map<UnitName, Set<UnitName>> waits = waits(left);
        List<UnitName> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            UnitName next = left.stream()
                    .filter(unit -> Collections.disjoint(waits.getOrDefault(unit, Set.of()), left))
                    .findFirst()
                    .orElse(left.getFirst());
            left.remove(next);
            ordered.add(next);
        }
        return ordered;
    }

    /** For each unit those of the others that come before it. Asked once for each pair: a host may have thousands of strays. */
    private Map<UnitName, Set<UnitName>> waits(Set<UnitName> units) {
        Map<UnitName, Set<UnitName>> waits = new HashMap<>();
        for (UnitName unit : units) {
            Set<UnitName> others = new HashSet<>();
            units.stream().filter(other -> mustWait(unit, other)).forEach(others::add);
            waits.put(unit, others);
        }
        return waits;
    }

    /** What comes first is stopped first: what starts others by itself, then the rest, what started last before what it was started after. */
    List<UnitName> ofStops(List<UnitName> units) {
        List<UnitName> backwards = ofStarts(units.reversed()).reversed();
        List<UnitName> ordered = new ArrayList<>();
        backwards.stream().filter(JobOrder::isTrigger).forEach(ordered::add);
        backwards.stream().filter(unit -> !isTrigger(unit)).forEach(ordered::add);
        return ordered;
    }

    private boolean mustWait(UnitName unit, UnitName other) {
        return !unit.equals(other)
                && (dependencies.isAfter(unit, other)
                        || (dependencies.goesDownWith(unit, other) && !dependencies.isAfter(other, unit)));
    }

    private static boolean isTrigger(UnitName unit) {
        UnitType type = unit.type();
        return type == UnitType.SOCKET || type == UnitType.TIMER || type == UnitType.PATH || type == UnitType.AUTOMOUNT;
    }
}

package dev.converge.plan;

import dev.converge.unit.Dependencies;
import dev.converge.unit.Neighbours;
import dev.converge.unit.UnitName;
import dev.converge.unit.UnitType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The order in which units of a plan are started and stopped: After= and Before= between them; where these say nothing, what a unit needs
 * before the unit; else as given. Where they go round in a circle, the first one given begins.
 */
final class JobOrder {

    private final Dependencies dependencies;

    JobOrder(Dependencies dependencies) {
        this.dependencies = dependencies;
    }

    /** A unit that is not in the order yet: where it was given, and those of the others that come before it. */
    private record Waiting(UnitName unit, int place, Set<UnitName> others) {}

    /** What comes first is started first. */
    List<UnitName> ofStarts(List<UnitName> units) {
        SequencedMap<UnitName, Waiting> left = new LinkedHashMap<>();
        Neighbours neighbours = dependencies.among(units);
        units.forEach(unit -> left.put(unit, new Waiting(unit, left.size(), before(unit, neighbours))));
        Map<UnitName, List<Waiting>> followers = followers(left.values());
        Queue<Waiting> ready = new PriorityQueue<>(Comparator.comparingInt(Waiting::place));
        left.values().stream().filter(waiting -> waiting.others().isEmpty()).forEach(ready::add);

        List<UnitName> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            UnitName next = Optional.ofNullable(ready.poll())
                    .map(Waiting::unit)
                    .orElseGet(() -> left.sequencedKeySet().getFirst());
            left.remove(next);
            ordered.add(next);
            for (Waiting follower : followers.getOrDefault(next, List.of())) {
                follower.others().remove(next);
                if (follower.others().isEmpty() && left.containsKey(follower.unit())) {
                    ready.add(follower);
                }
            }
        }
        return ordered;
    }

    /** Asks only about units that name one another: a host may have thousands of strays. */
    private Set<UnitName> before(UnitName unit, Neighbours neighbours) {
        return neighbours.of(unit).stream()
                .filter(other -> mustWait(unit, other))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static Map<UnitName, List<Waiting>> followers(Collection<Waiting> units) {
        Map<UnitName, List<Waiting>> followers = new HashMap<>();
        units.forEach(waiting -> waiting.others()
                .forEach(other -> followers
                        .computeIfAbsent(other, name -> new ArrayList<>())
                        .add(waiting)));
        return followers;
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

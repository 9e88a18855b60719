package dev.converge.check;

import dev.converge.desired.DesiredHost;
import dev.converge.desired.StrayRule;
import dev.converge.observed.LocalUnits;
import dev.converge.observed.ObservedHost;
import dev.converge.unit.UnitName;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The units that findings of a plan are about: those a play declares, and those that people put on the host. Packages' own units are not,
 * and what is wrong inside a stray that the plan removes is of no interest any more.
 */
final class WatchedUnits {

    private WatchedUnits() {}

    static SortedSet<UnitName> of(DesiredHost desired, ObservedHost observed) {
        NavigableSet<UnitName> local = LocalUnits.of(observed);
        SortedSet<UnitName> watched = new TreeSet<>(local);
        desired.straysAmong(local).stream()
                .filter(stray -> stray.action() == StrayRule.Action.REMOVE)
                .forEach(stray -> watched.remove(stray.unit()));
        desired.plays().forEach(play -> play.units().forEach(unit -> watched.add(unit.name())));
        return watched;
    }
}

package dev.converge.check;

import dev.converge.desired.DesiredHost;
import dev.converge.observed.LocalUnits;
import dev.converge.observed.ObservedHost;
import dev.converge.unit.UnitName;
import java.util.SortedSet;
import java.util.TreeSet;

/** The units that findings of a plan are about: those a play declares, and those that people put on the host. Packages' own units are not. */
final class WatchedUnits {

    private WatchedUnits() {}

    static SortedSet<UnitName> of(DesiredHost desired, ObservedHost observed) {
        SortedSet<UnitName> watched = new TreeSet<>(LocalUnits.of(observed));
        desired.plays().forEach(play -> play.units().forEach(unit -> watched.add(unit.name())));
        return watched;
    }
}

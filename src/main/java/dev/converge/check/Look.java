package dev.converge.check;

import dev.converge.desired.DesiredHost;
import dev.converge.desired.DesiredUnit;
import dev.converge.desired.Stray;
import dev.converge.desired.StrayRule;
import dev.converge.desired.Thresholds;
import dev.converge.observed.LocalUnits;
import dev.converge.observed.ObservedHost;
import dev.converge.unit.UnitName;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A host as all checks look at it: what several of them ask is found out once. */
final class Look {

    private final DesiredHost desired;
    private final ObservedHost observed;
    private final NavigableSet<UnitName> local;
    private final List<Stray> strays;
    private final NavigableSet<UnitName> removed;
    private final NavigableSet<UnitName> watched;
    private Optional<Services> services = Optional.empty();

    Look(DesiredHost desired, ObservedHost observed) {
        this.desired = desired;
        this.observed = observed;
        local = Collections.unmodifiableNavigableSet(LocalUnits.of(observed));
        strays = desired.straysAmong(local);
        removed = Collections.unmodifiableNavigableSet(findRemoved());
        watched = Collections.unmodifiableNavigableSet(findWatched());
    }

    DesiredHost desired() {
        return desired;
    }

    ObservedHost observed() {
        return observed;
    }

    /** From where on a number is a finding. */
    Thresholds thresholds() {
        return desired.thresholds();
    }

    /** Units that people put on the host, declared or not. */
    NavigableSet<UnitName> local() {
        return local;
    }

    /** Local units that no play declares and a stray rule names. */
    List<Stray> strays() {
        return strays;
    }

    /**
     * The units that findings of a plan are about: those a play declares, and those that people put on the host. Packages' own units are
     * not, and what is wrong inside a stray that the plan removes is of no interest any more.
     */
    NavigableSet<UnitName> watched() {
        return watched;
    }

    /** Whether the plan removes the unit, so that applying it is the remedy. */
    boolean removes(UnitName unit) {
        return removed.contains(unit);
    }

    /** Whether the plan stops the unit and keeps it from starting again. */
    boolean stops(UnitName unit) {
        return desired.unit(unit)
                .filter(declared -> declared.state().equals(Optional.of(DesiredUnit.State.STOPPED)))
                .filter(declared -> declared.enabled().equals(Optional.of(false))
                        || declared.masked().equals(Optional.of(true)))
                .isPresent();
    }

    /** Which of several units that claim one thing is more likely the right one: what stays, what a play declares, what is up, what a package brought. */
    Comparator<UnitName> ownership() {
        return Comparator.comparing(this::removes)
                .thenComparing(this::stops)
                .thenComparing(unit -> !desired.declares(unit))
                .thenComparing(unit -> !isActive(unit))
                .thenComparing(local::contains);
    }

    /** Not one that waits for its next restart: what it wants is not there, or somebody else has it. */
    private boolean isActive(UnitName unit) {
        return observed.runtime(unit)
                .filter(runtime -> runtime.isStarted() && !runtime.activeState().equals("activating"))
                .isPresent();
    }

    /** What runs programs, looked up when a check first asks. */
    Services services() {
        Services found = services.orElseGet(() -> Services.of(this));
        services = Optional.of(found);
        return found;
    }

    private NavigableSet<UnitName> findRemoved() {
        NavigableSet<UnitName> units = new TreeSet<>();
        declared().filter(DesiredUnit::isAbsent).map(DesiredUnit::name).forEach(units::add);
        strays.stream()
                .filter(stray -> stray.action() == StrayRule.Action.REMOVE)
                .map(Stray::unit)
                .forEach(units::add);
        desired.plays().stream()
                .flatMap(play -> desired.forgotten(play, observed.manifest(), observed.tree()).stream())
                .forEach(units::add);
        return units;
    }

    private NavigableSet<UnitName> findWatched() {
        NavigableSet<UnitName> units = new TreeSet<>(local);
        strays.stream()
                .filter(stray -> stray.action() == StrayRule.Action.REMOVE)
                .forEach(stray -> units.remove(stray.unit()));
        declared().map(DesiredUnit::name).forEach(units::add);
        return units;
    }

    private Stream<DesiredUnit> declared() {
        return desired.plays().stream().flatMap(play -> play.units().stream());
    }
}

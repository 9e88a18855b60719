package dev.converge.remedy;

import dev.converge.desired.DesiredHost;
import dev.converge.desired.DesiredPlay;
import dev.converge.desired.DesiredUnit;
import dev.converge.desired.Guard;
import dev.converge.desired.StrayRule;
import dev.converge.observed.ObservedHost;
import dev.converge.observed.UnitOrigins;
import dev.converge.unit.Glob;
import dev.converge.unit.UnitName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which play decides about a unit already, so that another that did would be refused or would take its place. */
final class Ownership {

    private final DesiredHost desired;
    private final ObservedHost observed;

    Ownership(DesiredHost desired, ObservedHost observed) {
        this.desired = desired;
        this.observed = observed;
    }

    /** {@code play polyscan declares it at site.yml:12:5}; nothing when no play has a word on the unit's being there. */
    Optional<String> ofUnit(UnitName unit) {
        return declaration(unit).or(() -> strayRule(unit));
    }

    /** The same about the limits of a unit, which a guard may set. */
    Optional<String> ofLimits(UnitName unit) {
        return ofUnit(unit).or(() -> guard(unit));
    }

    /** The same about its preset. */
    Optional<String> ofPreset(UnitName unit) {
        return ofUnit(unit)
                .or(() -> desired.plays().stream()
                        .filter(play -> play.presets().stream()
                                .anyMatch(line -> line.pattern().equals(new Glob(unit.value()))))
                        .map(play -> "play " + play.name() + " has a preset for it")
                        .findFirst());
    }

    private Optional<String> declaration(UnitName unit) {
        List<UnitName> names =
                Stream.concat(Stream.of(unit), unit.template().stream()).toList();
        return desired.plays().stream()
                .flatMap(play -> play.units().stream()
                        .filter(declared -> names.contains(declared.name()))
                        .map(declared -> declaration(play, declared)))
                .findFirst();
    }

    private static String declaration(DesiredPlay play, DesiredUnit unit) {
        return "play " + play.name() + " declares it at " + unit.spot();
    }

    private Optional<String> strayRule(UnitName unit) {
        return desired.straysAmong(List.of(unit)).stream()
                .filter(stray -> stray.action() == StrayRule.Action.REMOVE)
                .map(stray -> "play " + stray.play() + " removes it as a stray")
                .findFirst();
    }

    private Optional<String> guard(UnitName unit) {
        return UnitOrigins.of(unit, observed.tree(), observed.packageOwned())
                .flatMap(origin -> desired.guard(unit, origin))
                .map(Guard::play)
                .map(play -> "play " + play + " has a guard for it");
    }
}

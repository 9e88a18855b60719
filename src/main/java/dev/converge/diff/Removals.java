package dev.converge.diff;

import dev.converge.desired.DesiredHost;
import dev.converge.desired.DesiredPlay;
import dev.converge.desired.DesiredUnit;
import dev.converge.desired.StrayRule;
import dev.converge.observed.LocalUnits;
import dev.converge.observed.ObservedHost;
import dev.converge.unit.FileState;
import dev.converge.unit.HostPath;
import dev.converge.unit.UnitName;
import dev.converge.unit.UnitTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Units that go: declared absent, strays, and units whose play once wrote them and no longer declares them. Of the last those stay that a
 * package brings too: what hid them goes, as every path does that is no longer declared.
 */
final class Removals {

    private Removals() {}

    static List<RemovedUnit> of(DesiredHost desired, ObservedHost observed) {
        List<RemovedUnit> removed = new ArrayList<>();
        for (DesiredPlay play : desired.plays()) {
            play.units().stream()
                    .filter(DesiredUnit::isAbsent)
                    .map(unit -> new RemovedUnit(unit.name(), new Reason("state: absent"), play.name()))
                    .forEach(removed::add);
            desired.forgotten(play, observed.manifest(), observed.tree()).stream()
                    .filter(unit -> observed.tree().fragmentWithoutRemains(unit).isEmpty())
                    .map(unit ->
                            new RemovedUnit(unit, new Reason("no longer declared by play " + play.name()), play.name()))
                    .forEach(removed::add);
        }
        Set<UnitName> known = removed.stream().map(RemovedUnit::unit).collect(Collectors.toSet());
        desired.straysAmong(LocalUnits.of(observed)).stream()
                .filter(stray -> stray.action() == StrayRule.Action.REMOVE)
                .filter(stray -> !known.contains(stray.unit()))
                .map(stray -> new RemovedUnit(
                        stray.unit(),
                        new Reason("stray: matches " + stray.pattern() + ", declared nowhere"),
                        stray.play()))
                .forEach(removed::add);
        return removed;
    }

    /** Takes away all that is left of the units; what a package brings is masked, because deleting it would not last. */
    static void edit(List<RemovedUnit> removed, TreeEdit edit) {
        for (RemovedUnit gone : removed) {
            UnitTree before = edit.before();
            before.fragmentWithoutRemains(gone.unit())
                    .filter(fragment -> fragment.name().equals(gone.unit().value()))
                    .ifPresent(fragment -> edit.putLink(
                            before.searchPath().config().resolve(gone.unit().value()),
                            "/dev/null",
                            new Reason(
                                    gone.reason() + "; masked, because " + fragment + " is not converge's to delete"),
                            gone.play()));
            before.remains(gone.unit()).keySet().forEach(path -> edit.remove(path, gone.reason(), gone.play()));
        }
    }

    /** A stray that hid a package's unit was masked when it went, and stays so for as long as the rule names it. */
    static void keepMasks(DesiredHost desired, ObservedHost observed, TreeEdit edit) {
        for (DesiredPlay play : desired.plays()) {
            observed.manifest().pathsOf(play.name()).stream()
                    .filter(path ->
                            path.parent().equals(observed.tree().searchPath().config()))
                    .filter(path -> observed.tree().at(path) instanceof FileState.Link link && link.masks())
                    .filter(path -> isNamedByStrayRule(path, desired))
                    .forEach(path -> edit.keep(path, play.name()));
        }
    }

    private static boolean isNamedByStrayRule(HostPath path, DesiredHost desired) {
        return UnitName.parse(path.name())
                .filter(unit -> desired.straysAmong(List.of(unit)).stream()
                        .anyMatch(stray -> stray.action() == StrayRule.Action.REMOVE))
                .isPresent();
    }
}

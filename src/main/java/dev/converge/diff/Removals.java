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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Units that go: declared absent, strays, and units whose play once wrote them and no longer declares them. */
final class Removals {

    private Removals() {}

    static List<RemovedUnit> of(DesiredHost desired, ObservedHost observed) {
        List<RemovedUnit> removed = new ArrayList<>();
        for (DesiredPlay play : desired.plays()) {
            play.units().stream()
                    .filter(Removals::isAbsent)
                    .map(unit -> new RemovedUnit(unit.name(), new Reason("state: absent"), play.name()))
                    .forEach(removed::add);
            observed.manifest().pathsOf(play.name()).stream()
                    .filter(path ->
                            path.parent().equals(observed.tree().searchPath().config()))
                    .filter(path -> observed.tree().at(path) instanceof FileState.Regular)
                    .flatMap(path -> UnitName.parse(path.name()).stream())
                    .filter(unit -> !desired.declares(unit))
                    .map(unit ->
                            new RemovedUnit(unit, new Reason("no longer declared by play " + play.name()), play.name()))
                    .forEach(removed::add);
        }
        desired.straysAmong(LocalUnits.of(observed)).stream()
                .filter(stray -> stray.action() == StrayRule.Action.REMOVE)
                .filter(stray ->
                        removed.stream().noneMatch(other -> other.unit().equals(stray.unit())))
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
            Map<HostPath, FileState> without = new HashMap<>();
            edit.before().remains(gone.unit()).keySet().forEach(path -> without.put(path, new FileState.Absent()));
            UnitTree rest = edit.before().with(without);
            rest.fragment(gone.unit())
                    .filter(fragment -> fragment.name().equals(gone.unit().value()))
                    .ifPresent(fragment -> edit.putLink(
                            rest.searchPath().config().resolve(gone.unit().value()),
                            "/dev/null",
                            new Reason(
                                    gone.reason() + "; masked, because " + fragment + " is not converge's to delete"),
                            gone.play()));
            without.keySet().forEach(path -> edit.remove(path, gone.reason(), gone.play()));
        }
    }

    static boolean isAbsent(DesiredUnit unit) {
        return unit.state().filter(state -> state == DesiredUnit.State.ABSENT).isPresent();
    }
}

package dev.converge.check;

import dev.converge.desired.DesiredHost;
import dev.converge.desired.DesiredUnit;
import dev.converge.desired.StrayRule;
import dev.converge.unit.UnitName;
import java.util.List;
import java.util.Optional;

/** Whether a play removes a unit, so that applying it is the remedy: it declares the unit absent, or a stray rule removes it. */
final class RemovedUnits {

    private RemovedUnits() {}

    static boolean include(UnitName unit, DesiredHost desired) {
        return desired.unit(unit).flatMap(DesiredUnit::state).equals(Optional.of(DesiredUnit.State.ABSENT))
                || desired.straysAmong(List.of(unit)).stream()
                        .anyMatch(stray -> stray.action() == StrayRule.Action.REMOVE);
    }
}

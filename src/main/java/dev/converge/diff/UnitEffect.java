package dev.converge.diff;

import dev.converge.unit.UnitName;

/** What the change means for a unit that runs or should run. The planner puts these in order. */
public sealed interface UnitEffect {

    UnitName unit();

    Reason reason();

    /** Stopped and stays: {@code state: stopped}. */
    record Stops(UnitName unit, Reason reason) implements UnitEffect {}

    /**
     * Goes for good: stopped, what is left in its cgroup is killed, forgotten by systemd.
     *
     * @param up whether there is something to stop
     */
    record Vanishes(UnitName unit, boolean up, Reason reason) implements UnitEffect {}

    /** Down while the paths change: stopped under its old definition, started again under the new one. */
    record Pauses(UnitName unit, Reason reason) implements UnitEffect {}

    record Starts(UnitName unit, Reason reason) implements UnitEffect {}

    /** Restarted alone: no other unit has to go down or come up with it. */
    record Restarts(UnitName unit, Reason reason) implements UnitEffect {}

    record Reloads(UnitName unit, Reason reason) implements UnitEffect {}
}

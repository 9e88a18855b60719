package dev.converge.observed;

import dev.converge.unit.HostPath;

/** A file that hangs or kills PID 1 when it is read (SYSTEMD.md 1), found by looking at plain files. */
public sealed interface Hazard {

    HostPath path();

    /** A FIFO named like a drop-in: PID 1 blocks at the next load of that unit. */
    record FifoDropIn(HostPath path) implements Hazard {}

    /** {@code enable} with no unit name: PID 1 crashes when anyone reads a unit's properties. */
    record PresetLineWithoutName(HostPath path, int line) implements Hazard {}
}

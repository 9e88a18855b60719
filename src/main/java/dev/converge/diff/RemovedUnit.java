package dev.converge.diff;

import dev.converge.unit.PlayName;
import dev.converge.unit.UnitName;

/** A unit that goes whole, and on whose word. */
record RemovedUnit(UnitName unit, Reason reason, PlayName play) {}

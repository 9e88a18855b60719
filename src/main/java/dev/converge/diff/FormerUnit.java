package dev.converge.diff;

import dev.converge.unit.UnitName;

/**
 * What a unit did before a run that is to be undone.
 *
 * @param ran whether it was up then
 * @param reload whether that run only had it reloaded, so that a reload takes it back too
 */
public record FormerUnit(UnitName unit, boolean ran, boolean reload) {}

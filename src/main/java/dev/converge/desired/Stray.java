package dev.converge.desired;

import dev.converge.unit.Glob;
import dev.converge.unit.PlayName;
import dev.converge.unit.UnitName;

/**
 * An undeclared unit that a rule names.
 *
 * @param pattern the one that matches
 * @param play whose rule it is
 */
public record Stray(UnitName unit, Glob pattern, StrayRule.Action action, PlayName play) {}

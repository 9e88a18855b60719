package dev.converge.diff;

import java.util.List;

/**
 * What one manager's units did before a run that is to be undone.
 *
 * @param units those the run had to do with, in the order in which they were started then
 * @param reading how that run had the manager read its files
 */
public record FormerUnits(List<FormerUnit> units, Reading reading) {

    /** How a manager takes note of changed files. */
    public enum Reading {
        NONE,
        RELOAD,
        REEXEC
    }

    /** A manager the run had nothing to do with. */
    public static final FormerUnits NONE = new FormerUnits(List.of(), Reading.NONE);

    public FormerUnits {
        units = List.copyOf(units);
    }
}

package dev.converge.unit;

/** Whose word a unit's file is. */
public enum UnitOrigin {
    /** Of the people who work on the host. */
    LOCAL,
    /** Of a package. */
    PACKAGE
}

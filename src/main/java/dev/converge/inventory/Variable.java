package dev.converge.inventory;

import dev.converge.problem.SourceSpot;

/** A variable's value and where it is written. */
record Variable(Object value, SourceSpot spot) {}

package dev.converge.playbook;

import dev.converge.problem.SourceSpot;

/**
 * One entry of a play's {@code vars:}.
 *
 * @param value String, Long, Double, Boolean, List or Map; strings may hold expressions
 */
public record VariableDeclaration(String name, SourceSpot spot, Object value) {}

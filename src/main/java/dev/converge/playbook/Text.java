package dev.converge.playbook;

import dev.converge.problem.SourceSpot;

/**
 * A string of a playbook, expressions not yet evaluated, and where it stands.
 *
 * @param plain whether it stood without quotes
 */
public record Text(String raw, SourceSpot spot, boolean plain) {}

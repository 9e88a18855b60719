package dev.converge.playbook;

import dev.converge.problem.SourceSpot;

/**
 * A string of a playbook, expressions not yet evaluated, and where it stands.
 *
 * @param plain whether it stood without quotes
 * @param literal whether it is a {@code |} block, whose lines are those of the file, from the one below the spot
 */
public record Text(String raw, SourceSpot spot, boolean plain, boolean literal) {

    public Text(String raw, SourceSpot spot, boolean plain) {
        this(raw, spot, plain, false);
    }
}

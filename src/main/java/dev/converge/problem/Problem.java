package dev.converge.problem;

import java.util.Comparator;

/**
 * One thing that is wrong with the input.
 *
 * @param spot where
 * @param message what is wrong and what was expected, one line, without a full stop; names the key or value as written
 * @param remedy what to do, one line; empty when the message says it all
 */
public record Problem(SourceSpot spot, String message, String remedy) implements Comparable<Problem> {

    private static final Comparator<Problem> ORDER =
            Comparator.comparing(Problem::spot).thenComparing(Problem::message).thenComparing(Problem::remedy);

    public Problem {
        if (message.isBlank()) {
            throw new IllegalArgumentException("a problem without a message at " + spot);
        }
    }

    public static Problem at(SourceSpot spot, String message) {
        return new Problem(spot, message, "");
    }

    @Override
    public int compareTo(Problem other) {
        return ORDER.compare(this, other);
    }
}

package dev.converge.report;

import java.util.List;

/** How the contents of a path before and after compare. */
sealed interface Comparison {

    /** Nothing to compare: a link, or only the mode or owner differs. */
    record None() implements Comparison {}

    /** @param lines a unified diff, its two header lines included */
    record Diff(List<String> lines) implements Comparison {
        public Diff {
            lines = List.copyOf(lines);
        }
    }

    /** @param why instead of the contents: they may be secret, are no text, or are too long */
    record Withheld(String why) implements Comparison {}
}

package dev.converge.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what the operator probably meant. */
public final class Spelling {

    private Spelling() {}

    /**
     * The known word nearest to what was written, if it is near enough to be worth suggesting: at most a third of its letters differ.
     * Letter case counts as nothing, so {@code memorymax} finds {@code MemoryMax}. Equally near words are decided by their order in
     * the alphabet.
     */
    public static Optional<String> nearest(String written, Collection<String> known) {
        String lower = written.toLowerCase(Locale.ROOT);
        return known.stream()
                // No fewer edits than letters too many: a word of a megabyte is compared with none.
                .filter(word -> Math.abs(lower.length() - word.length()) <= most(word))
                .filter(word -> distance(lower, word.toLowerCase(Locale.ROOT)) <= most(word))
                .min(Comparator.comparingInt((String word) -> distance(lower, word.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static int most(String word) {
        return Math.max(1, word.length() / 3);
    }

    /** {@code did you mean 'X'?}, or nothing. */
    public static String hint(String written, Collection<String> known) {
        return nearest(written, known)
                .map(word -> "did you mean '" + word + "'?")
                .orElse("");
    }

    /** Edits (insert, delete, replace, swap of neighbours) that turn one word into the other. */
    private static int distance(String from, String to) {
        int[][] edits = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : cheapest(from, to, edits, i, j);
            }
        }
        return edits[from.length()][to.length()];
    }

    private static int cheapest(String from, String to, int[][] edits, int i, int j) {
        int replace = edits[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replace, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(best, edits[i - 2][j - 2] + 1) : best;
    }
}

package dev.converge.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What of a host is not told, because nobody could read it: a host may have, or claim, any number of broken units. */
final class Surplus {

    private final List<String> sentences = new ArrayList<>();

    /**
     * The first of them, and a sentence for the rest.
     *
     * @param all the worst first
     */
    <T> List<T> cut(List<T> all, int most, String what) {
        if (all.size() <= most) {
            return all;
        }
        sentences.add(String.format(
                Locale.ROOT, "%,d more %s: of one host, the worst %,d are told.", all.size() - most, what, most));
        return all.subList(0, most);
    }

    /** What was cut off, a sentence each. */
    List<String> sentences() {
        return sentences;
    }
}

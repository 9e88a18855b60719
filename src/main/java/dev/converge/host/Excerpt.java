package dev.converge.host;

import java.util.ArrayList;
import java.util.List;

/**
 * What a host said, cut to what a message can bear. A host may say megabytes, and what it says must not push the words about other hosts
 * off the screen. The text stays as it came: whoever shows it makes it harmless.
 */
public final class Excerpt {

    private static final int LONGEST_LINE = 500;
    private static final int MOST_LINES = 40;
    private static final int LONGEST_TEXT = 24_000;

    private Excerpt() {}

    /** One line, or something that is shown as one: at most 500 characters of it. */
    public static String line(String text) {
        return cut(text, LONGEST_LINE);
    }

    /** Lines of their own: at most 40 of them, each as {@link #line} cuts it, then how many there are more. */
    public static List<String> lines(List<String> lines) {
        List<String> kept = new ArrayList<>(
                lines.stream().limit(MOST_LINES).map(Excerpt::line).toList());
        if (lines.size() > MOST_LINES) {
            kept.add("and " + (lines.size() - MOST_LINES) + " more lines");
        }
        return kept;
    }

    /** A text of any number of lines: at most 24,000 characters of it. */
    static String text(String text) {
        return cut(text, LONGEST_TEXT);
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest
                ? text
                : text.substring(0, longest) + "... (" + (text.length() - longest) + " more characters)";
    }
}

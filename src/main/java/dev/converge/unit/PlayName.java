package dev.converge.unit;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The slug of a play's name: the owner of what the play writes on a host. {@code Avatar tank} is {@code avatar-tank}.
 */
public record PlayName(String value) implements Comparable<PlayName> {

    private static final Pattern GRAMMAR = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    public PlayName {
        if (!GRAMMAR.matcher(value).matches()) {
            throw new IllegalArgumentException("not a play's slug: '" + value + "'");
        }
    }

    /** Lower case, everything but letters and digits becomes a dash. The text must hold at least one ASCII letter or digit. */
    public static PlayName ofTitle(String title) {
        String dashed = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return new PlayName(dashed.replaceAll("^-|-$", ""));
    }

    @Override
    public int compareTo(PlayName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

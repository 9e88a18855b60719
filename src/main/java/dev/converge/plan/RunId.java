package dev.converge.plan;

import java.util.regex.Pattern;

/** The id of a run, as it names directories on hosts: letters, digits and dashes, at most 64. */
public record RunId(String value) {

    private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,63}");

    public RunId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not the id of a run: '" + value + "'");
        }
    }

    public static boolean isValid(String text) {
        return GRAMMAR.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}

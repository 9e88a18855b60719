package dev.converge.host;

import java.util.regex.Pattern;

/**
 * The name a host has in the inventory. It may reach a shell, a terminal or an ssh library, so it is letters, digits, dot, underscore,
 * colon and dash only, and does not begin with a dash.
 */
public record HostName(String value) implements Comparable<HostName> {

    private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9._:][A-Za-z0-9._:-]{0,252}");

    /** The one host of {@code --root DIR}. */
    public static final HostName ROOT = new HostName("root");

    public HostName {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a host name: '" + value + "'");
        }
    }

    public static boolean isValid(String text) {
        return GRAMMAR.matcher(text).matches();
    }

    @Override
    public int compareTo(HostName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

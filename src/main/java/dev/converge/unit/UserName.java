package dev.converge.unit;

import java.util.regex.Pattern;

/** The name of a user of a host, as common distributions allow it. */
public record UserName(String value) implements Comparable<UserName> {

    private static final Pattern VALID = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,30}");

    public UserName {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not the name of a user: '" + value + "'");
        }
    }

    public static boolean isValid(String text) {
        return VALID.matcher(text).matches();
    }

    @Override
    public int compareTo(UserName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

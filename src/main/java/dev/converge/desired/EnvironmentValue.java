package dev.converge.desired;

import java.util.Arrays;
import java.util.regex.Pattern;

/** A value of {@code Environment=}, which systemd splits at blanks: {@code B=two words} would set B to "two" and lose the rest. */
final class EnvironmentValue {

    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=.*");
    private static final Pattern QUOTING = Pattern.compile("[\"'\\\\]");

    private EnvironmentValue() {}

    /** The value with quotes around it when it can only be meant as one variable; else as it is. */
    static String quoted(String value) {
        boolean several = Arrays.stream(value.split("\\s+"))
                .allMatch(word -> ASSIGNMENT.matcher(word).matches());
        boolean one = ASSIGNMENT.matcher(value).matches()
                && !several
                && !QUOTING.matcher(value).find();
        return one ? "\"" + value + "\"" : value;
    }
}

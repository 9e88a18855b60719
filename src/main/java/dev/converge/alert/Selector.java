package dev.converge.alert;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The braces behind the name of a series, and what stands in them. */
final class Selector {

    private static final Pattern SPECIAL = Pattern.compile("[^A-Za-z0-9_:@-]");

    private Selector() {}

    /** A regular expression that matches this name only, as it stands between double quotes. */
    static String quote(String name) {
        return SPECIAL.matcher(name).replaceAll("\\\\\\\\$0");
    }

    /** {@code {a="b",c="d"}}; the empty text when nothing is to be picked. */
    static String of(List<Optional<String>> matchers) {
        String inside = matchers.stream().flatMap(Optional::stream).collect(Collectors.joining(","));
        return inside.isEmpty() ? "" : "{" + inside + "}";
    }
}

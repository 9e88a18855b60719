package dev.converge.desired;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the variables that a value refers to. */
final class Expressions {

    private static final Pattern TAG = Pattern.compile("\\{\\{(.*?)}}|\\{%(.*?)%}", Pattern.DOTALL);
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|'[^']*'");
    private static final Pattern NAME = Pattern.compile("(?<![\\w.])[A-Za-z_]\\w*");

    private Expressions() {}

    /** The words in the value's expressions that could be variables; some may be filters or keywords, which nobody declares. */
    static Set<String> namesIn(Object value) {
        Set<String> names = new LinkedHashSet<>();
        collect(value, names);
        return names;
    }

    private static void collect(Object value, Set<String> names) {
        switch (value) {
            case String text -> collect(text, names);
            case List<?> list -> list.forEach(item -> collect(item, names));
            case Map<?, ?> map -> map.values().forEach(item -> collect(item, names));
            case Object other -> {
                // A number or a boolean refers to nothing.
            }
        }
    }

    private static void collect(String text, Set<String> names) {
        Matcher tag = TAG.matcher(text);
        while (tag.find()) {
            String inner = tag.group(1) == null ? tag.group(2) : tag.group(1);
            Matcher name = NAME.matcher(QUOTED.matcher(inner).replaceAll("\"\""));
            while (name.find()) {
                names.add(name.group());
            }
        }
    }
}

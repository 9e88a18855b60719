package dev.converge.desired;

import dev.converge.playbook.UnitNames;
import dev.converge.unit.UnitName;
import java.util.regex.Pattern;

/** Patterns for unit names as people write them: they are held against the whole name, suffix included. */
final class UnitPatterns {

    private static final Pattern WILDCARD = Pattern.compile("[*?\\[]");
    private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9:_.\\\\@*?!\\[\\]^-]+");

    private UnitPatterns() {}

    static boolean couldMatch(String pattern) {
        boolean closed = pattern.indexOf('[') < 0 || pattern.indexOf(']') > pattern.indexOf('[');
        return WILDCARD.matcher(pattern).find()
                ? closed && GRAMMAR.matcher(pattern).matches()
                : UnitName.isValid(pattern);
    }

    static String remedy(String pattern) {
        return WILDCARD.matcher(pattern).find()
                ? "a pattern is characters of unit names and * ? [a-z] [!a-z], such as 'avatar-*.service'"
                : UnitNames.remedy(pattern);
    }
}

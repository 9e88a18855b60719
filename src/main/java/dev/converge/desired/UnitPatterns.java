package dev.converge.desired;

import dev.converge.playbook.Text;
import dev.converge.playbook.UnitNames;
import dev.converge.unit.Glob;
import dev.converge.unit.UnitName;
import java.util.Optional;
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

    /** The pattern as it is on one host; nothing, with a problem, when no unit could match it. */
    static Optional<Glob> glob(Text text, Evaluation evaluation) {
        Optional<String> pattern = evaluation.text(text);
        if (pattern.isPresent() && !couldMatch(pattern.get())) {
            evaluation.problems().add(text.spot(), "'" + pattern.get() + "' matches no unit", remedy(pattern.get()));
            return Optional.empty();
        }
        return pattern.map(Glob::new);
    }

    static String remedy(String pattern) {
        return WILDCARD.matcher(pattern).find()
                ? "a pattern is characters of unit names and * ? [a-z] [!a-z], such as 'avatar-*.service'"
                : UnitNames.remedy(pattern);
    }
}

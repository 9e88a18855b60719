package dev.converge.unit;

import dev.converge.unit.Grammar.Verdict;
import dev.converge.unit.Grammar.Verdict.Accepted;
import dev.converge.unit.Grammar.Verdict.Refused;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Values that name units or files. A value with specifiers such as {@code %i} is not judged: only the unit can resolve them. */
final class NameGrammars {

    private NameGrammars() {}

    static Verdict slice(String value) {
        if (value.contains("%")
                || UnitName.parse(value)
                        .filter(unit -> unit.type() == UnitType.SLICE)
                        .isPresent()) {
            return new Accepted(value);
        }
        return new Refused("the name of a slice, such as heavy.slice", value.indexOf('.') < 0 ? value + ".slice" : "");
    }

    /** Unit names in any order; systemd ignores the ones without a known suffix. */
    static Verdict units(String value) {
        if (WordGrammars.isQuoted(value)
                || Arrays.stream(WordGrammars.split(value)).allMatch(NameGrammars::isUnitOrSpecifier)) {
            return WordGrammars.words(value);
        }
        String guess = Arrays.stream(WordGrammars.split(value.replace(',', ' ')))
                .map(word -> isUnitOrSpecifier(word) ? word : word + ".service")
                .collect(Collectors.joining(" "));
        return new Refused("full unit names with blanks between them, such as network-online.target", guess);
    }

    private static boolean isUnitOrSpecifier(String word) {
        return word.contains("%") || UnitName.isValid(word);
    }

    /** An absolute path; doubled and trailing slashes mean nothing. */
    static Verdict path(String value) {
        return isAbsolute(value) ? new Accepted(simplify(value)) : new Refused("an absolute path", "");
    }

    /** {@code ~}, or an absolute path; {@code -} in front of either lets it be missing, and systemctl shows that as {@code !}. */
    static Verdict workingDirectory(String value) {
        boolean mayBeMissing = value.startsWith("-");
        String path = mayBeMissing ? value.substring(1) : value;
        if (!path.equals("~") && !isAbsolute(path)) {
            return new Refused("an absolute path or ~, with - in front if it may be missing", "");
        }
        return new Accepted((mayBeMissing ? "!" : "") + simplify(path));
    }

    static Verdict environmentFile(String value) {
        boolean mayBeMissing = value.startsWith("-");
        String path = mayBeMissing ? value.substring(1) : value;
        if (!isAbsolute(path)) {
            return new Refused("an absolute path, with - in front if it may be missing", "");
        }
        return new Accepted(simplify(path) + " (ignore_errors=" + (mayBeMissing ? "yes)" : "no)"));
    }

    private static boolean isAbsolute(String path) {
        return path.startsWith("/") || path.startsWith("%");
    }

    static String simplify(String path) {
        String plain = path.replaceAll("/(\\./|/)+", "/").replaceAll("/\\.$", "/");
        return plain.length() > 1 && plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
    }
}

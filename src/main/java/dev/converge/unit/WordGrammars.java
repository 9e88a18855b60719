package dev.converge.unit;

import dev.converge.unit.Grammar.Verdict;
import dev.converge.unit.Grammar.Verdict.Accepted;
import dev.converge.unit.Grammar.Verdict.Refused;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Values that are one of some words, a number in a range, or several words. */
final class WordGrammars {

    private static final List<String> YES = List.of("1", "yes", "y", "true", "t", "on");
    private static final List<String> NO = List.of("0", "no", "n", "false", "f", "off");
    private static final Map<String, String> MEANT =
            Map.of("enable", "yes", "enabled", "yes", "disable", "no", "disabled", "no");

    private WordGrammars() {}

    static Verdict bool(String value) {
        return truth(value)
                .<Verdict>map(Accepted::new)
                .orElseGet(() -> new Refused("yes or no", MEANT.getOrDefault(value.toLowerCase(Locale.ROOT), "")));
    }

    /** A boolean, or one of some words. */
    static Verdict boolOr(String value, List<String> words) {
        Optional<String> truth = truth(value);
        if (truth.isPresent()) {
            return new Accepted(truth.get());
        }
        return words.contains(value)
                ? new Accepted(value)
                : new Refused(oneOf(List.of("yes", "no"), words), similar(value, words));
    }

    /** A boolean, or something that is not judged. */
    static Verdict boolOrText(String value) {
        return new Accepted(truth(value).orElse(value));
    }

    static Verdict oneOf(String value, List<String> words) {
        return words.contains(value)
                ? new Accepted(value)
                : new Refused(oneOf(List.of(), words), similar(value, words));
    }

    /** Words for which {@code systemctl show} prints numbers; the numbers are taken as well. Order of the map is the order of the message. */
    static Verdict coded(String value, Map<String, String> codes) {
        String code = codes.getOrDefault(value, value);
        List<String> words = List.copyOf(codes.keySet());
        return codes.containsValue(code)
                ? new Accepted(code)
                : new Refused(oneOf(List.of(), words), similar(value, words));
    }

    static Verdict integer(String value, BigInteger least, BigInteger most) {
        return Numbers.signed(value)
                .filter(number -> number.compareTo(least) >= 0 && number.compareTo(most) <= 0)
                .<Verdict>map(number -> new Accepted(number.toString()))
                .orElseGet(() -> new Refused("a whole number from " + least + " to " + most, ""));
    }

    /** Several words whose order means nothing, so canonical is sorted. With quotes it is left alone. */
    static Verdict words(String value) {
        return new Accepted(
                isQuoted(value)
                        ? value
                        : Arrays.stream(split(value)).sorted().distinct().collect(Collectors.joining(" ")));
    }

    static Verdict wordsInOrder(String value) {
        return new Accepted(isQuoted(value) ? value : String.join(" ", split(value)));
    }

    static boolean isQuoted(String value) {
        return value.indexOf('"') >= 0 || value.indexOf('\'') >= 0;
    }

    static String[] split(String value) {
        return value.strip().split("[ \t]+", -1);
    }

    private static Optional<String> truth(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        return YES.contains(lower) ? Optional.of("yes") : NO.contains(lower) ? Optional.of("no") : Optional.empty();
    }

    private static String oneOf(List<String> first, List<String> words) {
        List<String> all = Stream.concat(first.stream(), words.stream()).toList();
        int last = all.size() - 1;
        return last == 0 ? all.getFirst() : String.join(", ", all.subList(0, last)) + " or " + all.get(last);
    }

    /** The word that differs only in case, dashes and underscores; {@code no} for what YAML calls false. */
    private static String similar(String value, List<String> words) {
        for (String word : words) {
            if (letters(word).equals(letters(value))) {
                return word;
            }
        }
        return words.contains("no") && truth(value).equals(Optional.of("no")) ? "no" : "";
    }

    private static String letters(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
    }
}

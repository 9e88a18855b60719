package dev.converge.unit;

import dev.converge.unit.Grammar.Verdict;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The grammars by the names that the table of directives gives them, such as {@code integer -20 19}. Equal names share one grammar. */
final class Grammars {

    private static final Pattern COMMENT = Pattern.compile("\\s+[#;].*");

    private final Map<String, Grammar> known = new HashMap<>();

    /** @param name the kind, and after blanks what it needs to know */
    Grammar named(String name) {
        return known.computeIfAbsent(name, Grammars::create);
    }

    private static Grammar create(String name) {
        List<String> words = Arrays.asList(name.split(" ", -1));
        Grammar grammar = of(words.getFirst(), words.subList(1, words.size()));
        return value -> hasControlCharacter(value) ? withoutControlCharacters(value) : judge(grammar, value);
    }

    /** A guess that would be refused as well helps nobody: it is dropped. */
    private static Verdict judge(Grammar grammar, String value) {
        return switch (grammar.judge(value)) {
            case Verdict.Accepted accepted -> accepted;
            case Verdict.Refused refused ->
                Stream.of(withoutComment(value), refused.suggestion())
                        .filter(guess -> !guess.equals(value) && grammar.judge(guess) instanceof Verdict.Accepted)
                        .findFirst()
                        .map(guess -> new Verdict.Refused(refused.expected(), guess))
                        .orElse(new Verdict.Refused(refused.expected(), ""));
        };
    }

    /** What stands before what would be a comment in other languages: {@code 5} of {@code 5 # five}. */
    private static String withoutComment(String value) {
        return COMMENT.matcher(value).replaceFirst("");
    }

    private static Verdict withoutControlCharacters(String value) {
        return new Verdict.Refused(
                "text without control characters",
                value.replaceAll("[\\p{Cntrl}&&[^\t]]+", " ").strip());
    }

    /** A tab is a blank to systemd; a line break, an escape or a NUL in a value would end or forge lines. */
    private static boolean hasControlCharacter(String value) {
        return value.chars().anyMatch(character -> Character.isISOControl(character) && character != '\t');
    }

    private static Grammar of(String kind, List<String> words) {
        return switch (kind) {
            case "text" -> Verdict.Accepted::new;
            case "boolean" -> WordGrammars::bool;
            case "boolean-or" -> value -> WordGrammars.boolOr(value, words);
            case "boolean-or-text" -> WordGrammars::boolOrText;
            case "one-of" -> value -> WordGrammars.oneOf(value, words);
            case "coded" -> coded(words);
            case "integer" -> integer(new BigInteger(words.get(0)), new BigInteger(words.get(1)));
            case "words" -> WordGrammars::words;
            case "words-in-order" -> WordGrammars::wordsInOrder;
            case "units" -> NameGrammars::units;
            case "slice" -> NameGrammars::slice;
            case "path" -> NameGrammars::path;
            case "working-directory" -> NameGrammars::workingDirectory;
            case "environment-file" -> NameGrammars::environmentFile;
            case "time" -> TimeGrammars::time;
            case "time-or" -> value -> TimeGrammars.timeOr(value, words);
            case "time-or-never" -> TimeGrammars::timeOrNever;
            case "signal" -> ProcessGrammars::signal;
            case "exit-statuses" -> ProcessGrammars::exitStatuses;
            case "mode" -> ProcessGrammars::mode;
            case "size" -> ResourceGrammars::size;
            case "memory" -> ResourceGrammars::memory;
            case "memory-above-zero" -> ResourceGrammars::memoryAboveZero;
            case "cpu-quota" -> ResourceGrammars::cpuQuota;
            case "cpu-weight" -> ResourceGrammars::cpuWeight;
            case "tasks" -> ResourceGrammars::tasks;
            case "device-rate" -> ResourceGrammars::deviceRate;
            case "device-weight" -> ResourceGrammars::deviceWeight;
            case "device-time" -> ResourceGrammars::deviceTime;
            case "limit-count" -> LimitGrammars::count;
            case "limit-size" -> LimitGrammars::size;
            case "limit-seconds" -> LimitGrammars::seconds;
            case "limit-microseconds" -> LimitGrammars::microseconds;
            case "limit-nice" -> LimitGrammars::nice;
            default -> throw new IllegalStateException("no grammar is called '" + kind + "'");
        };
    }

    private static Grammar integer(BigInteger least, BigInteger most) {
        return value -> WordGrammars.integer(value, least, most);
    }

    private static Grammar coded(List<String> words) {
        Map<String, String> codes = new LinkedHashMap<>();
        for (String word : words) {
            codes.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
        }
        return value -> WordGrammars.coded(value, codes);
    }
}

package dev.converge.unit;

import dev.converge.unit.Grammar.Verdict;
import dev.converge.unit.Grammar.Verdict.Accepted;
import dev.converge.unit.Grammar.Verdict.Refused;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Values that are signals, exit statuses or permission bits. */
final class ProcessGrammars {

    private ProcessGrammars() {}

    /** Canonical is the number: {@code INT} and {@code SIGINT} are 2. */
    static Verdict signal(String value) {
        return Signals.number(value)
                .<Verdict>map(number -> new Accepted(number.toString()))
                .orElseGet(() -> new Refused("a signal such as SIGTERM", signalGuess(value)));
    }

    private static String signalGuess(String value) {
        String upper = value.toUpperCase(Locale.ROOT);
        return Signals.number(upper).isPresent() ? (upper.startsWith("SIG") ? upper : "SIG" + upper) : "";
    }

    /** Numbers from 0 to 255, their names, and names of signals. Canonical is the numbers, then the signals: {@code 143 TERM}. */
    static Verdict exitStatuses(String value) {
        NavigableSet<Integer> statuses = new TreeSet<>();
        NavigableSet<Integer> signals = new TreeSet<>();
        for (String word : WordGrammars.split(value)) {
            Optional<Integer> status = ExitStatuses.number(word);
            Optional<Integer> signal = status.isPresent() ? Optional.empty() : Signals.number(word);
            if (status.isEmpty() && signal.isEmpty()) {
                return new Refused("exit statuses from 0 to 255 or their names, and signals, such as 143 SIGTERM", "");
            }
            status.ifPresent(statuses::add);
            signal.ifPresent(signals::add);
        }
        return new Accepted(Stream.concat(
                        statuses.stream().map(String::valueOf), signals.stream().map(Signals::name))
                .collect(Collectors.joining(" ")));
    }

    /** Octal digits, with or without a leading zero: {@code 644} and {@code 0644}. */
    static Verdict mode(String value) {
        boolean octal = !value.isEmpty() && value.chars().allMatch(digit -> digit >= '0' && digit <= '7');
        String digits = value.replaceAll("^0+", "");
        if (octal && digits.length() <= 4) {
            return new Accepted(new FileMode(digits.isEmpty() ? 0 : Integer.parseInt(digits, 8)).toString());
        }
        String guess = value.startsWith("0o") ? "0" + value.substring(2) : "";
        return new Refused("permission bits as octal digits, such as 0644", guess);
    }
}

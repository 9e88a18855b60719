package dev.converge.unit;

import dev.converge.unit.Grammar.Verdict;
import dev.converge.unit.Grammar.Verdict.Accepted;
import dev.converge.unit.Grammar.Verdict.Refused;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Values that are time spans, systemd.time(7). */
final class TimeGrammars {

    private static final String EXPECTED = "a time span such as 90, 10s, 5min, 1h 30min or infinity";
    private static final List<String> ENDLESS = List.of("-1", "none", "never", "unlimited", "inf", "max", "infinite");

    private TimeGrammars() {}

    static Verdict time(String value) {
        return TimeSpan.parse(value)
                .<Verdict>map(span -> new Accepted(span.toString()))
                .orElseGet(() -> new Refused(EXPECTED, guess(value)));
    }

    /** Where systemd takes 0 for infinity: {@code TimeoutStopSec=}, {@code JobTimeoutSec=}. */
    static Verdict timeOrNever(String value) {
        return switch (time(value)) {
            case Accepted span -> new Accepted(span.canonical().equals("0") ? "infinity" : span.canonical());
            case Refused refused -> refused;
        };
    }

    /** A time span, or one of these words, as for watchdogs: {@code off}. */
    static Verdict timeOr(String value, List<String> words) {
        return words.contains(value) ? new Accepted(value) : time(value);
    }

    /** What was probably meant: {@code 5 Min.}, {@code 10secs}, {@code 1h, 30min}. Empty when there is no guess. */
    static String guess(String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT);
        if (ENDLESS.contains(plain)) {
            return "infinity";
        }
        String tidy = plain.replace(",", " ").replaceAll("\\band\\b", " ").replaceAll("\\s+", " ");
        String singular = tidy.replaceAll("(?<=min|sec|hr|h|ms|us|msec|usec)s\\b", "");
        return Stream.of(
                        plain,
                        tidy,
                        singular,
                        singular.replaceAll("\\.$", "").replaceAll("\\bmins?\\b|\\bminuts?\\b", "min"))
                .filter(candidate -> TimeSpan.parse(candidate).isPresent())
                .findFirst()
                .orElse("");
    }
}

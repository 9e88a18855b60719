package dev.converge.unit;

import dev.converge.unit.Grammar.Verdict;
import dev.converge.unit.Grammar.Verdict.Accepted;
import dev.converge.unit.Grammar.Verdict.Refused;
import java.math.BigInteger;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Values of {@code Limit*=}, systemd.exec(5): one for both limits or {@code soft:hard}. Canonical is the one number when both are equal,
 * else {@code soft:hard}.
 */
final class LimitGrammars {

    private static final BigInteger MICROS_PER_SECOND = BigInteger.valueOf(TimeUnits.SECOND);

    private LimitGrammars() {}

    static Verdict count(String value) {
        return limit(value, "a number such as 65536, two as soft:hard, or infinity", Numbers::unsigned, Counts::guess);
    }

    static Verdict size(String value) {
        return limit(
                value,
                "a size such as 64M or 2G, two as soft:hard, or infinity",
                text -> ByteSize.parse(text, ByteSize.BINARY),
                ByteSize::guess);
    }

    /** Whole seconds, rounded up: the kernel counts CPU time so. */
    static Verdict seconds(String value) {
        return limit(
                value,
                "a time span such as 30s or 10min, two as soft:hard, or infinity",
                text -> TimeSpan.parse(text).map(LimitGrammars::wholeSeconds),
                TimeGrammars::guess);
    }

    /** A bare number is microseconds here. */
    static Verdict microseconds(String value) {
        return limit(
                value,
                "a time span such as 500ms, two as soft:hard, or infinity",
                text -> TimeSpan.parse(text, 1).map(span -> BigInteger.valueOf(span.micros())),
                TimeGrammars::guess);
    }

    /** {@code +5} and {@code -5} are nice levels, a bare number is what the kernel counts: 20 minus the level. */
    static Verdict nice(String value) {
        return limit(
                value,
                "a nice level such as +5 or -10, or a number from 0 to 40",
                LimitGrammars::kernelNice,
                text -> "");
    }

    private static Verdict limit(
            String value,
            String expected,
            Function<String, Optional<BigInteger>> reading,
            UnaryOperator<String> guess) {
        int colon = value.indexOf(':');
        String softText = colon < 0 ? value : value.substring(0, colon);
        String hardText = colon < 0 ? value : value.substring(colon + 1);
        Optional<BigInteger> soft = read(softText, reading);
        Optional<BigInteger> hard = read(hardText, reading);
        if (soft.isEmpty() || hard.isEmpty()) {
            return new Refused(expected, colon < 0 ? ResourceGrammars.limitOr(value, guess.apply(value)) : "");
        }
        if (soft.get().compareTo(hard.get()) > 0) {
            return new Refused(expected + ", the soft limit not above the hard one", hardText + ":" + softText);
        }
        return new Accepted(soft.equals(hard) ? print(hard.get()) : print(soft.get()) + ":" + print(hard.get()));
    }

    private static Optional<BigInteger> read(String text, Function<String, Optional<BigInteger>> reading) {
        return text.equals("infinity") ? Optional.of(Numbers.LARGEST) : reading.apply(text);
    }

    private static String print(BigInteger limit) {
        return limit.equals(Numbers.LARGEST) ? "infinity" : limit.toString();
    }

    private static BigInteger wholeSeconds(TimeSpan span) {
        BigInteger micros = BigInteger.valueOf(span.micros());
        return micros.add(MICROS_PER_SECOND).subtract(BigInteger.ONE).divide(MICROS_PER_SECOND);
    }

    private static Optional<BigInteger> kernelNice(String text) {
        return switch (text.isEmpty() ? ' ' : text.charAt(0)) {
            case '+' -> upTo(19, text.substring(1)).map(BigInteger.valueOf(20)::subtract);
            case '-' -> upTo(20, text.substring(1)).map(BigInteger.valueOf(20)::add);
            default -> upTo(40, text);
        };
    }

    private static Optional<BigInteger> upTo(long most, String text) {
        return Numbers.unsigned(text).filter(number -> number.compareTo(BigInteger.valueOf(most)) <= 0);
    }
}

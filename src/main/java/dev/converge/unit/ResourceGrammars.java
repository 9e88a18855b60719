package dev.converge.unit;

import dev.converge.unit.Grammar.Verdict;
import dev.converge.unit.Grammar.Verdict.Accepted;
import dev.converge.unit.Grammar.Verdict.Refused;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Values of systemd.resource-control(5). All but {@code device*} are one word or a sum. */
final class ResourceGrammars {

    /** What people write where systemd says {@code infinity}. */
    private static final Set<String> NO_LIMIT = Set.of("max", "-1", "none", "unlimited", "inf", "never", "infinite");

    private ResourceGrammars() {}

    /** {@code MemoryLow=0} protects nothing and is fine. */
    static Verdict memory(String value) {
        return memory(value, BigInteger.ZERO);
    }

    /** {@code MemoryMax=0} would leave no memory at all, so systemd ignores it. */
    static Verdict memoryAboveZero(String value) {
        return memory(value, BigInteger.ONE);
    }

    private static Verdict memory(String value, BigInteger least) {
        String expected = "a size such as 512M, 2G, 50% or infinity";
        if (value.equals("infinity")) {
            return new Accepted(value);
        }
        Optional<Percentage> share = Percentage.parse(value);
        if (share.isPresent()) {
            boolean fits = share.get().isPartOfWhole()
                    && (least.signum() == 0 || share.get().hundredths() > 0);
            return fits ? new Accepted(share.get().toString()) : new Refused(expected + ", at most 100%", "");
        }
        Optional<BigInteger> bytes = ByteSize.parse(value, ByteSize.BINARY);
        if (bytes.isPresent()) {
            return bytes.get().compareTo(least) >= 0
                    ? new Accepted(bytes.get().toString())
                    : new Refused(expected + ", above zero", "");
        }
        return new Refused(expected, limitOr(value, sizeOrShare(value)));
    }

    static Verdict size(String value) {
        return ByteSize.parse(value, ByteSize.BINARY)
                .<Verdict>map(bytes -> new Accepted(bytes.toString()))
                .orElseGet(() -> new Refused("a size such as 8K, 512M or 2G", ByteSize.guess(value)));
    }

    /** Canonical is the CPU time per second, {@code CPUQuotaPerSecUSec} of systemctl: {@code 80%} is {@code 800ms}. */
    static Verdict cpuQuota(String value) {
        Optional<Percentage> share = Percentage.parse(value).filter(found -> found.hundredths() > 0);
        if (share.isPresent()) {
            return new Accepted(new TimeSpan(share.get().hundredths() * 100).toString());
        }
        return new Refused(
                "a percentage of one CPU, such as 80% or 200%; for no limit leave the value empty",
                value.replace("%", "").strip() + "%");
    }

    static Verdict cpuWeight(String value) {
        return value.equals("idle") ? new Accepted(value) : weight(value, "a weight from 1 to 10000, or idle");
    }

    private static Verdict weight(String value, String expected) {
        return Numbers.unsigned(value)
                .filter(number -> number.signum() > 0 && number.compareTo(BigInteger.valueOf(10_000)) <= 0)
                .<Verdict>map(number -> new Accepted(number.toString()))
                .orElseGet(() -> new Refused(expected, ""));
    }

    static Verdict tasks(String value) {
        if (value.equals("infinity")) {
            return new Accepted(value);
        }
        Optional<Percentage> share =
                Percentage.parse(value).filter(Percentage::isPartOfWhole).filter(found -> found.hundredths() > 0);
        if (share.isPresent()) {
            return new Accepted(share.get().toString());
        }
        return Numbers.unsigned(value)
                .filter(number -> number.signum() > 0 && number.compareTo(Numbers.LARGEST) < 0)
                .<Verdict>map(number -> new Accepted(number.toString()))
                .orElseGet(() -> new Refused(
                        "a number of tasks such as 512, a percentage such as 15%, or infinity",
                        limitOr(value, Counts.guess(value))));
    }

    /** {@code /dev/sda 5M}: bytes or operations a second, counted in 1000. */
    static Verdict deviceRate(String value) {
        return perDevice(
                value,
                "a device and a rate such as /dev/sda 5M",
                rate -> rate.equals("infinity")
                        ? Optional.of(rate)
                        : ByteSize.parse(rate, ByteSize.DECIMAL)
                                .filter(number -> number.signum() > 0)
                                .map(BigInteger::toString),
                ByteSize::guess);
    }

    static Verdict deviceWeight(String value) {
        return perDevice(
                value,
                "a device and a weight from 1 to 10000, such as /dev/sda 200",
                weight -> weight(weight, "") instanceof Accepted accepted
                        ? Optional.of(accepted.canonical())
                        : Optional.empty(),
                weight -> "");
    }

    static Verdict deviceTime(String value) {
        return perDevice(
                value,
                "a device and a time span such as /dev/sda 25ms",
                span -> TimeSpan.parse(span).map(TimeSpan::toString),
                weight -> "");
    }

    private interface Reading {
        Optional<String> canonical(String text);
    }

    private interface Guess {
        String of(String text);
    }

    private static Verdict perDevice(String value, String expected, Reading reading, Guess guess) {
        int blank = value.lastIndexOf(' ');
        if (blank <= 0) {
            return new Refused(expected, "");
        }
        String device = value.substring(0, blank).strip();
        String amount = value.substring(blank + 1);
        Optional<String> canonical = reading.canonical(amount);
        if (canonical.isPresent()) {
            return new Accepted(device + " " + canonical.get());
        }
        return new Refused(expected, guess.of(amount).isEmpty() ? "" : device + " " + guess.of(amount));
    }

    private static String sizeOrShare(String value) {
        return value.endsWith("%") ? value.replace(" ", "") : ByteSize.guess(value);
    }

    static String limitOr(String value, String guess) {
        return NO_LIMIT.contains(value.strip().toLowerCase(Locale.ROOT)) ? "infinity" : guess;
    }
}

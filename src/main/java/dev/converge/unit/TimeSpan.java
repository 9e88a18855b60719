package dev.converge.unit;

import java.util.Optional;

/**
 * A span as systemd.time(7) writes it.
 *
 * @param micros microseconds; {@link Long#MAX_VALUE} is infinity
 */
public record TimeSpan(long micros) implements Comparable<TimeSpan> {

    public static final TimeSpan ZERO = new TimeSpan(0);
    public static final TimeSpan INFINITY = new TimeSpan(Long.MAX_VALUE);

    public TimeSpan {
        if (micros < 0) {
            throw new IllegalArgumentException("a negative time span: " + micros + "us");
        }
    }

    public static TimeSpan ofSeconds(long seconds) {
        return new TimeSpan(Math.multiplyExact(seconds, TimeUnits.SECOND));
    }

    /**
     * Reads what systemd's {@code parse_time} reads: {@code 90}, {@code 1min 30s}, {@code 1.5h}, {@code 500ms 20us}, {@code infinity}.
     *
     * @return the span, or nothing when systemd would refuse the text; a bare number counts seconds. Spans beyond 292,000 years,
     *     half of what systemd can count, are refused too
     */
    public static Optional<TimeSpan> parse(String text) {
        return parse(text, TimeUnits.SECOND);
    }

    /** @param unit the length of what a bare number counts, in microseconds */
    static Optional<TimeSpan> parse(String text, long unit) {
        return text.strip().equals("infinity") ? Optional.of(INFINITY) : new TimeSpanReader(text, unit).read();
    }

    public boolean isInfinite() {
        return micros == INFINITY.micros;
    }

    @Override
    public int compareTo(TimeSpan other) {
        return Long.compare(micros, other.micros);
    }

    /** As {@code systemctl show} prints it: {@code 1min 30s}, {@code 1.500000s}, {@code 100ms}, {@code 0}, {@code infinity}. */
    @Override
    public String toString() {
        if (isInfinite()) {
            return "infinity";
        }
        return micros == 0 ? "0" : TimeUnits.print(micros);
    }
}

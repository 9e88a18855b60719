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

    public static TimeSpan ofMillis(long millis) {
        return new TimeSpan(Math.multiplyExact(millis, TimeUnits.SECOND / 1000));
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

    /** The sum; infinity when it is too long to count. */
    public TimeSpan plus(TimeSpan other) {
        return micros > INFINITY.micros - other.micros ? INFINITY : new TimeSpan(micros + other.micros);
    }

    /** So many in a row; infinity when that is too long to count. */
    public TimeSpan times(long count) {
        return count > 0 && micros > INFINITY.micros / count ? INFINITY : new TimeSpan(count * micros);
    }

    /** The span itself; infinity when it is zero, which is what zero means as a timeout. */
    TimeSpan zeroIsInfinite() {
        return micros == 0 ? INFINITY : this;
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

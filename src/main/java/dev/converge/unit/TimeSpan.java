package dev.converge.unit;

import java.util.Optional;

/**
 * A span as systemd.time(7) writes it.
 *
 * @param micros microseconds; {@link Long#MAX_VALUE} is infinity
 */
public record TimeSpan(long micros) implements Comparable<TimeSpan> {

    public static final TimeSpan INFINITY = new TimeSpan(Long.MAX_VALUE);

    public TimeSpan {
        if (micros < 0) {
            throw new IllegalArgumentException("a negative time span: " + micros + "us");
        }
    }

    /** @return the span, or nothing when systemd would refuse the text; a bare number counts seconds */
    public static Optional<TimeSpan> parse(String text) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int compareTo(TimeSpan other) {
        return Long.compare(micros, other.micros);
    }

    /** As {@code systemctl show} prints it: {@code 1min 30s}, {@code 100ms}, {@code 0}, {@code infinity}. */
    @Override
    public String toString() {
        throw new UnsupportedOperationException();
    }
}

package dev.converge.check;

import java.time.Duration;

/** Spans of time in a sentence: the two largest units, as in {@code 3 h 12 min}; days from two on. */
final class Spans {

    private Spans() {}

    static String of(Duration span) {
        if (span.toDays() > 1) {
            return join(span.toDays(), "days", span.toHoursPart(), "h");
        }
        if (span.toHours() > 0) {
            return join(span.toHours(), "h", span.toMinutesPart(), "min");
        }
        return span.toMinutes() > 0
                ? join(span.toMinutes(), "min", span.toSecondsPart(), "s")
                : span.toSeconds() + " s";
    }

    private static String join(long large, String unit, long small, String smaller) {
        return large + " " + unit + (small == 0 ? "" : " " + small + " " + smaller);
    }
}

package dev.converge.unit;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** The units of systemd.time(7): how long they are, how they may be written, and which one systemd prints. */
final class TimeUnits {

    static final long SECOND = 1_000_000;
    static final long MINUTE = 60 * SECOND;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;

    /** A spelling and its length in microseconds. */
    record Spelling(String text, long micros) {}

    /** A month is 30.4375 days and a year 365.25, as systemd counts them. In the order systemd tries them: {@code min} before {@code m}. */
    private static final List<Spelling> READ = List.of(
            new Spelling("seconds", SECOND),
            new Spelling("second", SECOND),
            new Spelling("sec", SECOND),
            new Spelling("s", SECOND),
            new Spelling("minutes", MINUTE),
            new Spelling("minute", MINUTE),
            new Spelling("min", MINUTE),
            new Spelling("months", 2_629_800 * SECOND),
            new Spelling("month", 2_629_800 * SECOND),
            new Spelling("M", 2_629_800 * SECOND),
            new Spelling("msec", 1_000),
            new Spelling("ms", 1_000),
            new Spelling("m", MINUTE),
            new Spelling("hours", HOUR),
            new Spelling("hour", HOUR),
            new Spelling("hr", HOUR),
            new Spelling("h", HOUR),
            new Spelling("days", DAY),
            new Spelling("day", DAY),
            new Spelling("d", DAY),
            new Spelling("weeks", 7 * DAY),
            new Spelling("week", 7 * DAY),
            new Spelling("w", 7 * DAY),
            new Spelling("years", 31_557_600 * SECOND),
            new Spelling("year", 31_557_600 * SECOND),
            new Spelling("y", 31_557_600 * SECOND),
            new Spelling("usec", 1),
            new Spelling("us", 1),
            new Spelling("\u00b5s", 1),
            new Spelling("\u03bcs", 1));

    private static final List<Spelling> PRINTED = List.of(
            new Spelling("y", 31_557_600 * SECOND),
            new Spelling("month", 2_629_800 * SECOND),
            new Spelling("w", 7 * DAY),
            new Spelling("d", DAY),
            new Spelling("h", HOUR),
            new Spelling("min", MINUTE),
            new Spelling("s", SECOND),
            new Spelling("ms", 1_000),
            new Spelling("us", 1));

    private TimeUnits() {}

    /** The unit that begins there; an empty spelling of the default length when none does. */
    static Spelling at(String text, int position, long defaultMicros) {
        for (Spelling unit : READ) {
            if (text.startsWith(unit.text(), position)) {
                return unit;
            }
        }
        return new Spelling("", defaultMicros);
    }

    /** As {@code systemctl show} prints a span: whole units, but a fraction of what is below a minute and not round. */
    static String print(long micros) {
        StringJoiner printed = new StringJoiner(" ");
        long left = micros;
        for (Spelling unit : PRINTED) {
            if (left >= unit.micros()) {
                long rest = left % unit.micros();
                if (left < MINUTE && rest > 0) {
                    int digits = Long.toString(unit.micros()).length() - 1;
                    return printed.add(String.format(
                                    Locale.ROOT, "%d.%0" + digits + "d%s", left / unit.micros(), rest, unit.text()))
                            .toString();
                }
                printed.add(left / unit.micros() + unit.text());
                left = rest;
            }
        }
        return printed.toString();
    }
}

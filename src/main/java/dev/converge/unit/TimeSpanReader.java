package dev.converge.unit;

import java.util.Optional;

/** Reads one time span from left to right, number after number, each with or without a unit, and adds them up. */
final class TimeSpanReader {

    private final String text;
    private final long defaultUnit;
    private int position;
    private long total;

    TimeSpanReader(String text, long defaultUnit) {
        this.text = text;
        this.defaultUnit = defaultUnit;
    }

    /** @return nothing when it is no span or too long to count in microseconds */
    Optional<TimeSpan> read() {
        skipBlanks();
        if (position == text.length()) {
            return Optional.empty();
        }
        try {
            while (position < text.length()) {
                if (!readPart()) {
                    return Optional.empty();
                }
                skipBlanks();
            }
        } catch (ArithmeticException | NumberFormatException tooLong) {
            return Optional.empty();
        }
        return total == Long.MAX_VALUE ? Optional.empty() : Optional.of(new TimeSpan(total));
    }

    private boolean readPart() {
        if (text.charAt(position) == '+') {
            position++;
        }
        String whole = digits();
        boolean hasPoint = position < text.length() && text.charAt(position) == '.';
        if (whole.isEmpty() && !hasPoint) {
            return false;
        }
        String fraction = "";
        if (hasPoint) {
            position++;
            fraction = digits();
            if (fraction.isEmpty()) {
                return false;
            }
        }
        int endOfNumber = position;
        skipBlanks();
        TimeUnits.Spelling unit = TimeUnits.at(text, position, defaultUnit);
        position += unit.text().length();
        add(whole, fraction, unit.micros());
        // "12.34.56" is refused, "12.34 .56" and "12.34s.56" are sums.
        return position > endOfNumber || position == text.length();
    }

    private void add(String whole, String fraction, long unit) {
        long count = whole.isEmpty() ? 0 : Long.parseLong(whole);
        total = Math.addExact(total, Math.multiplyExact(count, unit));
        long place = unit / 10;
        for (int i = 0; i < fraction.length(); i++, place /= 10) {
            total = Math.addExact(total, (fraction.charAt(i) - '0') * place);
        }
    }

    private String digits() {
        int start = position;
        while (position < text.length() && text.charAt(position) >= '0' && text.charAt(position) <= '9') {
            position++;
        }
        return text.substring(start, position);
    }

    private void skipBlanks() {
        while (position < text.length() && " \t\n\r".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
    }
}

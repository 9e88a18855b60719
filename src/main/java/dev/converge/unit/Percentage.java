package dev.converge.unit;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A share as systemd's {@code parse_permyriad} reads it: {@code 80%}, {@code 12.5%}, {@code 12.55%}; also per mille and per ten thousand.
 *
 * @param hundredths hundredths of a percent
 */
record Percentage(long hundredths) {

    static final long WHOLE = 10_000;

    /** Up to nine digits: far above the largest machine and safe to count. */
    private static final Pattern GRAMMAR = Pattern.compile("\\+?([0-9]{1,9})(?:\\.([0-9]{1,2}))?([%\u2030\u2031])");

    /** @return the share, or nothing when systemd would refuse the text; it may be above 100 % */
    static Optional<Percentage> parse(String text) {
        Matcher share = GRAMMAR.matcher(text);
        if (!share.matches()) {
            return Optional.empty();
        }
        String fraction = share.group(2) == null ? "" : share.group(2);
        int places = share.group(3).equals("%") ? 2 : share.group(3).equals("\u2030") ? 1 : 0;
        if (fraction.length() > places) {
            return Optional.empty();
        }
        return Optional.of(
                new Percentage(Long.parseLong(share.group(1) + fraction + "0".repeat(places - fraction.length()))));
    }

    boolean isPartOfWhole() {
        return hundredths <= WHOLE;
    }

    /** {@code 12.5%}: no zeros that say nothing. */
    @Override
    public String toString() {
        return BigDecimal.valueOf(hundredths, 2).stripTrailingZeros().toPlainString() + "%";
    }
}

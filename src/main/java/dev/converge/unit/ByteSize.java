package dev.converge.unit;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as systemd's {@code parse_size} reads them: {@code 2G}, {@code 1.5G}, {@code 1G 512M}; suffixes are capital letters and get smaller. */
final class ByteSize {

    /** Memory and files count in 1024. */
    static final int BINARY = 1024;
    /** Rates of devices count in 1000. */
    static final int DECIMAL = 1000;

    private static final String SUFFIXES = "BKMGTPE";

    /** More digits than any size has; to read very many would take very long. */
    private static final Pattern PART = Pattern.compile("[ \t]*([0-9]{1,40})(?:\\.([0-9]{0,40}))?[ \t]*([BKMGTPE]?)");

    private static final Pattern MISSPELT = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*([kmgtpe]?)(?:i?b|byte|bytes)?");

    private ByteSize() {}

    /** @return bytes, or nothing when systemd would refuse the text */
    static Optional<BigInteger> parse(String text, int base) {
        Matcher part = PART.matcher(text);
        BigInteger total = BigInteger.ZERO;
        int allowed = SUFFIXES.length();
        int position = 0;
        do {
            if (!part.region(position, text.length()).lookingAt()) {
                return Optional.empty();
            }
            // A number without a suffix ends the sum, as "B" and "" stand last in systemd's table.
            int power = part.group(3).isEmpty() ? 0 : SUFFIXES.indexOf(part.group(3));
            if (power >= allowed) {
                return Optional.empty();
            }
            allowed = part.group(3).isEmpty() ? -1 : power;
            total = total.add(bytes(part, base, power));
            position = part.end();
        } while (position < text.length());
        return total.compareTo(Numbers.LARGEST) < 0 ? Optional.of(total) : Optional.empty();
    }

    /** What was probably meant: {@code 2GB}, {@code 2GiB} and {@code 2g} are {@code 2G}. Empty when there is no guess. */
    static String guess(String text) {
        Matcher misspelt = MISSPELT.matcher(text.strip().toLowerCase(Locale.ROOT));
        return misspelt.matches() ? misspelt.group(1) + misspelt.group(2).toUpperCase(Locale.ROOT) : "";
    }

    private static BigInteger bytes(Matcher part, int base, int power) {
        String fraction = part.group(2) == null || part.group(2).isEmpty() ? "0" : part.group(2);
        return new BigDecimal(part.group(1) + "." + fraction)
                .multiply(BigDecimal.valueOf(base).pow(power))
                .setScale(0, RoundingMode.DOWN)
                .toBigInteger();
    }
}

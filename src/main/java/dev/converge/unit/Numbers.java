package dev.converge.unit;

import java.math.BigInteger;
import java.util.Optional;

/** Whole numbers as systemd's {@code safe_atou64} and {@code safe_atoi} read them: {@code 12}, {@code 0x0c}, {@code 0b1100}, {@code 014}. */
final class Numbers {

    /** Of the greatest number that counts, in base 2, and some zeros before it. To read very many digits would take very long. */
    private static final int MOST_DIGITS = 100;

    /** The largest value of a 64-bit unsigned number; systemd keeps it for "infinity". */
    static final BigInteger LARGEST = BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);

    private Numbers() {}

    /** @return the number, or nothing when systemd would refuse the text or it does not fit into 64 bits */
    static Optional<BigInteger> unsigned(String text) {
        String digits = text.startsWith("+") ? text.substring(1) : text;
        return magnitude(digits).filter(number -> number.compareTo(LARGEST) <= 0);
    }

    /** As {@code safe_atou} reads it. @return the number, or nothing when systemd would refuse the text or it does not fit into 32 bits */
    static Optional<Long> unsignedInt(String text) {
        return unsigned(text)
                .filter(number -> number.bitLength() <= Integer.SIZE)
                .map(BigInteger::longValue);
    }

    /** @return the number, or nothing when systemd would refuse the text */
    static Optional<BigInteger> signed(String text) {
        return text.startsWith("-") ? magnitude(text.substring(1)).map(BigInteger::negate) : unsigned(text);
    }

    private static Optional<BigInteger> magnitude(String digits) {
        if (digits.startsWith("0x") || digits.startsWith("0X")) {
            return inBase(digits.substring(2), 16);
        }
        if (digits.startsWith("0b") || digits.startsWith("0B")) {
            return inBase(digits.substring(2), 2);
        }
        if (digits.startsWith("0o") || digits.startsWith("0O")) {
            return inBase(digits.substring(2), 8);
        }
        return inBase(digits, digits.length() > 1 && digits.startsWith("0") ? 8 : 10);
    }

    private static Optional<BigInteger> inBase(String digits, int base) {
        boolean plain = !digits.isEmpty()
                && digits.length() <= MOST_DIGITS
                && digits.chars().allMatch(digit -> digit < 0x80 && Character.digit(digit, base) >= 0);
        return plain ? Optional.of(new BigInteger(digits, base)) : Optional.empty();
    }
}

package dev.converge.unit;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of files or tasks, which systemd wants in plain digits, and what is meant when somebody abbreviates one. */
final class Counts {

    private static final Pattern ABBREVIATED = Pattern.compile("([0-9]{1,6})\\s*([km])");

    private Counts() {}

    /**
     * {@code 64k} is 65536, counted in 1024 as systemd counts its suffixes. {@code 65k} is 65536 too: it is how people round that power
     * of two, and so are {@code 131k} and {@code 262k}. Empty when there is no guess.
     */
    static String guess(String text) {
        Matcher abbreviated = ABBREVIATED.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!abbreviated.matches()) {
            return "";
        }
        long number = Long.parseLong(abbreviated.group(1));
        long unit = abbreviated.group(2).equals("k") ? 1000 : 1_000_000;
        for (long power = 1024; power / unit <= number; power *= 2) {
            if (power / unit == number) {
                return Long.toString(power);
            }
        }
        return Long.toString(number * (unit == 1000 ? 1024 : 1024 * 1024));
    }
}

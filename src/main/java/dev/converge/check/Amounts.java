package dev.converge.check;

import java.util.Locale;

/** Bytes, shares and counts in a sentence. */
final class Amounts {

    private static final String SUFFIXES = "KMGTPE";
    private static final long KIBI = 1024;

    private Amounts() {}

    /** As systemd takes it in a unit file, rounded: {@code 512M}, {@code 1.5G}. */
    static String bytes(long bytes) {
        if (bytes < KIBI) {
            return Long.toString(bytes);
        }
        double size = bytes;
        int power = -1;
        while (size >= KIBI && power + 1 < SUFFIXES.length()) {
            size /= KIBI;
            power++;
        }
        String digits =
                size >= 100 ? String.format(Locale.ROOT, "%.0f", size) : String.format(Locale.ROOT, "%.1f", size);
        return digits.replaceFirst("[.]0$", "") + SUFFIXES.charAt(power);
    }

    /** How often something happened: {@code once}, {@code 7 times}. */
    static String times(long count) {
        return count == 1 ? "once" : count + " times";
    }

    /** Whole percent, rounded down; 0 of nothing. */
    static long percent(long part, long whole) {
        return whole <= 0 ? 0 : (long) (100.0 * part / whole);
    }

    /** A round figure, a power of two, that leaves as much again: {@code 512M}; none below 64M. */
    static String roomFor(long bytes) {
        long room = 64 * KIBI * KIBI;
        while (room < bytes * 2 && room < Long.MAX_VALUE / 2) {
            room *= 2;
        }
        return bytes(room);
    }
}

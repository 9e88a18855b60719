package dev.converge.report;

import java.util.ArrayList;
import java.util.List;

/** Numbers of things in words: {@code 1 change}, {@code 3 changes}. */
public final class Counted {

    private Counted() {}

    public static String of(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    /** A list of those that are not zero; empty when all are. Takes numbers and things in turn. */
    public static String list(Object... numbersAndThings) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < numbersAndThings.length; i += 2) {
            long number = ((Number) numbersAndThings[i]).longValue();
            if (number > 0) {
                parts.add(of(number, numbersAndThings[i + 1].toString()));
            }
        }
        return String.join(", ", parts);
    }
}

package dev.converge.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The host names that {@code web[01:20]}, {@code db-[a:c]} or {@code n[1:9:2]} stand for. Both ends belong to it; digits keep the zeros they
 * are written with; several ranges in one name give every combination.
 */
final class HostRange {

    private static final int MAX_NAMES = 10_000;

    private static final Pattern RANGE = Pattern.compile("\\[([^\\[\\]]*)]");

    private static final Pattern BOUNDS =
            Pattern.compile("([0-9]{0,9}|[a-zA-Z]):([0-9]{1,9}|[a-zA-Z])(?::([1-9][0-9]{0,8}))?");

    private HostRange() {}

    /**
     * @return the names in order; the text itself when it has no brackets
     * @throws IllegalArgumentException when what stands in brackets is no range, with a message for the operator
     */
    static List<String> expand(String text) {
        List<String> names = new ArrayList<>();
        names.add("");
        Matcher range = RANGE.matcher(text);
        int position = 0;
        while (range.find()) {
            names = combined(names, text.substring(position, range.start()), values(range.group(1)));
            position = range.end();
        }
        if (text.indexOf('[', position) >= 0) {
            throw new IllegalArgumentException("a '[' without its ']'");
        }
        return combined(names, text.substring(position), List.of(""));
    }

    private static List<String> combined(List<String> heads, String middle, List<String> tails) {
        if ((long) heads.size() * tails.size() > MAX_NAMES) {
            throw new IllegalArgumentException("it stands for more than " + MAX_NAMES + " hosts");
        }
        List<String> names = new ArrayList<>(heads.size() * tails.size());
        for (String head : heads) {
            for (String tail : tails) {
                names.add(head + middle + tail);
            }
        }
        return names;
    }

    private static List<String> values(String range) {
        Matcher bounds = BOUNDS.matcher(range);
        if (!bounds.matches()) {
            throw new IllegalArgumentException("'[" + range + "]' is no range such as [01:20], [a:c] or [1:9:2]");
        }
        String from = bounds.group(1).isEmpty() ? "0" : bounds.group(1);
        String to = bounds.group(2);
        int step = bounds.group(3) == null ? 1 : Integer.parseInt(bounds.group(3));
        boolean letters = Character.isLetter(from.charAt(0));
        if (letters != Character.isLetter(to.charAt(0))) {
            throw new IllegalArgumentException("'[" + range + "]' mixes letters and numbers");
        }
        return letters ? letters(from.charAt(0), to.charAt(0), step, range) : numbers(from, to, step, range);
    }

    private static List<String> letters(char from, char to, int step, String range) {
        if (Character.isUpperCase(from) != Character.isUpperCase(to)) {
            throw new IllegalArgumentException("'[" + range + "]' mixes upper and lower case");
        }
        requireOrder(from, to, range);
        List<String> values = new ArrayList<>();
        for (int letter = from; letter <= to; letter += step) {
            values.add(String.valueOf((char) letter));
        }
        return values;
    }

    private static List<String> numbers(String from, String to, int step, String range) {
        boolean padded = from.length() > 1 && from.startsWith("0");
        if (padded && from.length() != to.length()) {
            throw new IllegalArgumentException("'[" + range + "]' has a first and a last number of different length");
        }
        long first = Long.parseLong(from);
        long last = Long.parseLong(to);
        requireOrder(first, last, range);
        if ((last - first) / step >= MAX_NAMES) {
            throw new IllegalArgumentException("it stands for more than " + MAX_NAMES + " hosts");
        }
        List<String> values = new ArrayList<>();
        for (long number = first; number <= last; number += step) {
            String digits = Long.toString(number);
            values.add(padded ? "0".repeat(from.length() - digits.length()) + digits : digits);
        }
        return values;
    }

    private static void requireOrder(long first, long last, String range) {
        if (first > last) {
            throw new IllegalArgumentException("'[" + range + "]' ends before it begins");
        }
    }
}

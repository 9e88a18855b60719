package dev.converge.e2e;

import java.util.List;

/** Texts compared line by line. */
final class Lines {

    private Lines() {}

    /** The lines that only one of the two has, marked with - and +. */
    static String difference(String expected, String actual) {
        List<String> wanted = expected.lines().toList();
        List<String> found = actual.lines().toList();
        StringBuilder difference = new StringBuilder();
        wanted.stream().filter(line -> !found.contains(line)).forEach(line -> difference.append("- " + line + "\n"));
        found.stream().filter(line -> !wanted.contains(line)).forEach(line -> difference.append("+ " + line + "\n"));
        return difference.toString();
    }
}

package dev.converge.observed;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Numbers of users or groups from /etc/passwd or /etc/group, which both are lines of {@code name:password:number:...}. */
final class Accounts {

    private static final int NUMBER = 2;

    private Accounts() {}

    /** The wanted names that exist. */
    static SortedMap<String, Integer> read(List<String> lines, List<String> wanted) {
        SortedMap<String, Integer> numbers = new TreeMap<>();
        for (String line : lines) {
            String[] fields = line.split(":", -1);
            if (fields.length > NUMBER && wanted.contains(fields[0]) && fields[NUMBER].matches("[0-9]{1,9}")) {
                numbers.putIfAbsent(fields[0], Integer.valueOf(fields[NUMBER]));
            }
        }
        return numbers;
    }
}

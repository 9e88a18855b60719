package dev.converge.unit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One command of {@code ExecStart=} and its kin, systemd.service(5).
 *
 * @param program as written: a path, or a name that systemd looks up
 * @param arguments behind it, quotes gone, specifiers and variables not put in
 */
public record ExecLine(String program, List<String> arguments) {

    private static final String PREFIXES = "@-:+!|";

    public ExecLine {
        arguments = List.copyOf(arguments);
    }

    /** Nothing for an empty value. Of several commands in one line, which systemd takes no more, all words are of the first. */
    public static Optional<ExecLine> parse(String value) {
        int start = 0;
        while (start < value.length() && PREFIXES.indexOf(value.charAt(start)) >= 0) {
            start++;
        }
        List<String> words = new ArrayList<>(Words.of(value.substring(start)));
        if (words.isEmpty()) {
            return Optional.empty();
        }
        String program = words.removeFirst();
        // Behind @ stands what the program is told as its own name.
        if (value.substring(0, start).contains("@") && !words.isEmpty()) {
            words.removeFirst();
        }
        return Optional.of(new ExecLine(program, words));
    }
}

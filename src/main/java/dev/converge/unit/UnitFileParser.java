package dev.converge.unit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one unit file, line by line, with systemd's rules (SYSTEMD.md 3, "File grammar", measured on 247 to 262). */
final class UnitFileParser {

    /** systemd's LONG_LINE_MAX: a longer line makes it refuse the file. */
    private static final int LONGEST_LINE = 1 << 20;

    private final boolean empty;
    private final Lines lines;
    private final List<UnitFile.Assignment> assignments = new ArrayList<>();
    private final List<UnitFile.Flaw> flaws = new ArrayList<>();

    private Optional<String> section = Optional.empty();
    private int number;
    private boolean stopped;

    UnitFileParser(Content content) {
        empty = content.size() == 0;
        lines = new Lines(content);
    }

    UnitFile parse() {
        StringBuilder continued = new StringBuilder();
        int first = 0;
        while (lines.hasNext() && !stopped) {
            byte[] bytes = lines.next();
            number++;
            if (bytes.length > LONGEST_LINE) {
                stop(number, "the line is longer than 1 MiB");
            } else if (!isComment(bytes)) {
                first = first == 0 ? number : first;
                boolean more = endsWithOddBackslash(bytes);
                if (append(continued, bytes, more) && !more) {
                    take(continued.toString(), first);
                    continued.setLength(0);
                    first = 0;
                }
            }
        }
        if (!stopped && first != 0) {
            take(continued.toString(), first);
        }
        return new UnitFile(assignments, flaws, empty);
    }

    /** Adds a physical line to the logical one; a blank takes the place of the backslash. */
    private boolean append(StringBuilder continued, byte[] bytes, boolean more) {
        Optional<String> text = Lines.decode(bytes);
        if (text.isEmpty()) {
            stop(number, "not UTF-8");
            return false;
        }
        continued.append(text.get());
        if (more) {
            continued.setCharAt(continued.length() - 1, ' ');
        }
        if (continued.length() > LONGEST_LINE) {
            stop(number, "the continued line is longer than 1 MiB");
            return false;
        }
        return true;
    }

    private void take(String raw, int line) {
        String text = Lines.strip(raw);
        int equals = text.indexOf('=');
        if (text.isEmpty()) {
            return;
        }
        if (text.charAt(0) == '[') {
            takeHeader(text, line);
        } else if (section.isEmpty()) {
            flaws.add(new UnitFile.Flaw(line, "an assignment before any section header", false));
        } else if (equals < 0) {
            flaws.add(new UnitFile.Flaw(line, "a line without '='", false));
        } else if (equals == 0) {
            flaws.add(new UnitFile.Flaw(line, "no name before '='", false));
        } else {
            assignments.add(new UnitFile.Assignment(
                    section.get(),
                    Lines.strip(text.substring(0, equals)),
                    Lines.strip(text.substring(equals + 1)),
                    line));
        }
    }

    private void takeHeader(String text, int line) {
        if (text.endsWith("]")) {
            section = Optional.of(text.substring(1, text.length() - 1));
        } else {
            stop(line, "a section header without its ']'");
        }
    }

    private void stop(int line, String message) {
        flaws.add(new UnitFile.Flaw(line, message, true));
        stopped = true;
    }

    private static boolean isComment(byte[] line) {
        for (byte character : line) {
            if (!Lines.isBlank((char) character)) {
                return character == '#' || character == ';';
            }
        }
        return false;
    }

    private static boolean endsWithOddBackslash(byte[] line) {
        int count = 0;
        while (count < line.length && line[line.length - 1 - count] == '\\') {
            count++;
        }
        return count % 2 == 1;
    }
}

package dev.converge.unit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one unit file, line by line, with systemd's rules (SYSTEMD.md 3, "File grammar", measured on 247 to 262). */
final class UnitFileParser {

    /** systemd's LONG_LINE_MAX: a longer line makes it refuse the file. */
    private static final int LONGEST_LINE = 1 << 20;

    private final Content content;
    private final List<UnitFile.Assignment> assignments = new ArrayList<>();
    private final List<UnitFile.Flaw> flaws = new ArrayList<>();

    private Optional<String> section = Optional.empty();
    private boolean stopped;

    UnitFileParser(Content content) {
        this.content = content;
    }

    UnitFile parse() {
        Lines lines = new Lines(content);
        StringBuilder continued = new StringBuilder();
        int first = 0;
        while (lines.hasNext() && !stopped) {
            Line line = lines.next();
            if (line.length() > LONGEST_LINE) {
                stop(line.number(), "the line is longer than 1 MiB");
            } else if (!line.isComment()) {
                first = first == 0 ? line.number() : first;
                if (append(continued, line) && !line.goesOn()) {
                    take(continued.toString(), first);
                    continued.setLength(0);
                    first = 0;
                }
            }
        }
        if (!stopped && first != 0) {
            take(continued.toString(), first);
        }
        return new UnitFile(content, assignments, flaws);
    }

    /** Adds a physical line to the logical one; a blank takes the place of the backslash. */
    private boolean append(StringBuilder continued, Line line) {
        Optional<String> text = line.text();
        if (text.isEmpty()) {
            stop(line.number(), "not UTF-8");
            return false;
        }
        continued.append(text.get());
        if (line.goesOn()) {
            continued.setCharAt(continued.length() - 1, ' ');
        }
        if (continued.length() > LONGEST_LINE) {
            stop(line.number(), "the continued line is longer than 1 MiB");
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
}

package dev.converge.unit;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A unit file or drop-in as systemd reads it (SYSTEMD.md 3, systemd.syntax(7)). Sections and names need not be known ones. It keeps every
 * byte: comments, quoting, line ends, what systemd does not read at all.
 *
 * @param content all of it
 * @param assignments in the order of the file; those after a fatal flaw are missing, because systemd does not read them either
 */
public record UnitFile(Content content, List<Assignment> assignments, List<Flaw> flaws) {

    public UnitFile {
        assignments = List.copyOf(assignments);
        flaws = List.copyOf(flaws);
    }

    /**
     * @param line of its first line, from 1
     * @param value continuation lines joined, blanks stripped, quotes kept
     */
    public record Assignment(String section, String name, String value, int line) {}

    /**
     * A line systemd ignores or stumbles over: outside of a section, without {@code =}, an unclosed section header, not UTF-8.
     *
     * @param fatal whether systemd stops reading there: a fragment does not load at all, a drop-in counts up to this line
     */
    public record Flaw(int line, String message, boolean fatal) {}

    /** Any bytes at all: what is wrong with them is in the flaws. */
    public static UnitFile parse(Content content) {
        return new UnitFileParser(content).parse();
    }

    /** Whether the file holds no byte at all: such a file masks the unit or the drop-ins of its name. */
    public boolean masks() {
        return content.size() == 0;
    }

    /** Its physical lines, as they are. */
    public List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        new Lines(content).forEachRemaining(lines::add);
        return lines;
    }

    /**
     * The lines that an assignment is written on, with the comments that stand between them.
     *
     * @param lines all of its file
     * @param first the number of its first line, from 1
     */
    public static List<Line> linesFrom(List<Line> lines, int first) {
        int end = first;
        while (end < lines.size()
                && (lines.get(end - 1).isComment() || lines.get(end - 1).goesOn())) {
            end++;
        }
        return lines.subList(first - 1, end);
    }

    /** The bytes that were parsed, put together from the lines. */
    public Content print() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream(content.size());
        lines().forEach(line -> printed.writeBytes(line.bytes().shared()));
        return Content.of(printed.toByteArray());
    }

    /**
     * Whether systemd could tell the two apart in a unit of this type: comments, blanks, the order of different directives, repeated
     * sections and the spelling of values ({@code 2G}, {@code 2147483648}) make no difference. Unknown directives are compared as text.
     */
    public boolean meansTheSameAs(UnitFile other, UnitType type) {
        return equals(other) || Meaning.of(this, type).equals(Meaning.of(other, type));
    }

    /** Whether systemd refuses to read all of it. */
    boolean isBroken() {
        return flaws.stream().anyMatch(Flaw::fatal);
    }
}

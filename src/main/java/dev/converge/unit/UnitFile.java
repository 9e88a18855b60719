package dev.converge.unit;

import java.util.List;

/** A unit file or drop-in as systemd reads it (SYSTEMD.md 3, systemd.syntax(7)). */
public record UnitFile(List<Assignment> assignments, List<Flaw> flaws) {

    public UnitFile {
        assignments = List.copyOf(assignments);
        flaws = List.copyOf(flaws);
    }

    /**
     * @param line of its first line, from 1
     * @param value continuation lines joined, blanks stripped, quotes kept
     */
    public record Assignment(String section, String name, String value, int line) {}

    /** A line systemd ignores or stumbles over: outside of a section, without {@code =}, an unclosed section header, not UTF-8. */
    public record Flaw(int line, String message) {}

    public static UnitFile parse(Content content) {
        throw new UnsupportedOperationException();
    }

    /** Whether systemd makes the same of both: comments, blanks and spellings of values do not count. */
    public boolean meansTheSameAs(UnitFile other, UnitType type) {
        throw new UnsupportedOperationException();
    }
}

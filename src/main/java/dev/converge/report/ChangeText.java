package dev.converge.report;

import dev.converge.diff.Change;
import dev.converge.unit.FileMode;
import dev.converge.unit.FileState;
import dev.converge.unit.Owner;

/** One path: a sign, where, what kind, why, and the lines that change. */
final class ChangeText {

    private static final int PARTICULARS = 6;

    private ChangeText() {}

    static void write(Page page, Change change) {
        page.line(2, Span.of(tone(change), sign(change) + " " + change.path()), Span.of(linkTargets(change)));
        page.line(PARTICULARS, Span.of(Tone.FAINT, change.reason() + attributes(change)));
        switch (Comparisons.of(change)) {
            case Comparison.None none -> {}
            case Comparison.Diff diff ->
                diff.lines().stream()
                        .skip(sayingNothingNew(change))
                        .forEach(line -> page.line(PARTICULARS, Span.of(lineTone(line), line)));
            case Comparison.Withheld withheld -> page.line(PARTICULARS, Span.of(withheld.why()));
        }
    }

    /** The first two lines of a diff say the path again; the third, which lines they are, when they are not simply all. */
    private static int sayingNothingNew(Change change) {
        return change instanceof Change.Update ? 2 : 3;
    }

    private static String sign(Change change) {
        return switch (change) {
            case Change.Creation creation -> "+";
            case Change.Update update -> "~";
            case Change.Deletion deletion -> "-";
        };
    }

    private static Tone tone(Change change) {
        return switch (change) {
            case Change.Creation creation -> Tone.CREATED;
            case Change.Update update -> Tone.UPDATED;
            case Change.Deletion deletion -> Tone.DELETED;
        };
    }

    private static Tone lineTone(String line) {
        if (line.startsWith("+")) {
            return Tone.CREATED;
        }
        if (line.startsWith("-")) {
            return Tone.DELETED;
        }
        return line.startsWith("@@") ? Tone.FAINT : Tone.PLAIN;
    }

    private static String linkTargets(Change change) {
        String before = linkTarget(change.before());
        String after = linkTarget(change.after());
        if (before.isEmpty() || after.isEmpty() || before.equals(after)) {
            return after.isEmpty() ? before : after;
        }
        return before + ", then" + after;
    }

    private static String linkTarget(FileState state) {
        return switch (state) {
            case FileState.Link link -> " -> " + link.target();
            case FileState.Absent absent -> "";
            case FileState.Regular file -> "";
            case FileState.Directory directory -> " (directory)";
            case FileState.Other other -> " (" + other.kind() + ")";
        };
    }

    /** Mode and owner, where they differ or are not what everything else has. */
    private static String attributes(Change change) {
        if (!(change.after() instanceof FileState.Regular after)) {
            return "";
        }
        if (change.before() instanceof FileState.Regular before) {
            return differing("mode", before.mode(), after.mode()) + differing("owner", before.owner(), after.owner());
        }
        return (after.mode().equals(FileMode.UNIT_FILE) ? "" : "; mode " + after.mode())
                + (after.owner().equals(Owner.ROOT) ? "" : "; owner " + after.owner());
    }

    private static String differing(String what, Object before, Object after) {
        return before.equals(after) ? "" : "; " + what + " " + before + " -> " + after;
    }
}

package dev.converge.report;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.converge.diff.Change;
import dev.converge.unit.Content;
import dev.converge.unit.FileMode;
import dev.converge.unit.FileState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Compares contents, as far as they may be shown. */
final class Comparisons {

    /** Above it a comparison of wholly different files takes seconds, and nobody reads it. */
    private static final int MOST_LINES = 2_000;

    private static final int MOST_BYTES = 256 * 1024;
    private static final int CONTEXT = 3;
    private static final int OTHERS_READ = 0004;

    private Comparisons() {}

    static Comparison of(Change change) {
        Optional<FileState.Regular> before = regular(change.before());
        Optional<FileState.Regular> after = regular(change.after());
        Content old = before.map(FileState.Regular::content).orElse(Content.of(""));
        Content young = after.map(FileState.Regular::content).orElse(Content.of(""));
        if (old.equals(young)) {
            return new Comparison.None();
        }
        Optional<FileMode> secret = Stream.of(after, before)
                .flatMap(Optional::stream)
                .map(FileState.Regular::mode)
                .filter(mode -> (mode.bits() & OTHERS_READ) == 0)
                .findFirst();
        if (secret.isPresent()) {
            return withheld("content not shown (mode " + secret.get() + ")", before, after);
        }
        if (Math.max(old.size(), young.size()) > MOST_BYTES) {
            return withheld("content too long to compare", before, after);
        }
        Optional<List<String>> oldLines = old.text().filter(Comparisons::isText).map(Comparisons::lines);
        Optional<List<String>> youngLines =
                young.text().filter(Comparisons::isText).map(Comparisons::lines);
        if (oldLines.isEmpty() || youngLines.isEmpty()) {
            return withheld("content is not text", before, after);
        }
        if (oldLines.get().size() + youngLines.get().size() > MOST_LINES) {
            return withheld("content too long to compare", before, after);
        }
        String path = change.path().value();
        return new Comparison.Diff(unified(
                before.isPresent() ? "a" + path : "/dev/null",
                after.isPresent() ? "b" + path : "/dev/null",
                oldLines.get(),
                youngLines.get()));
    }

    private static Optional<FileState.Regular> regular(FileState state) {
        return state instanceof FileState.Regular file ? Optional.of(file) : Optional.empty();
    }

    private static boolean isText(String content) {
        return content.indexOf('\0') < 0;
    }

    /** A last line without its newline carries diff's remark inside itself, so that it differs from the same line with one. */
    private static List<String> lines(String content) {
        if (content.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(List.of(content.split("\n", -1)));
        String last = lines.removeLast();
        if (!last.isEmpty()) {
            lines.add(last + "\n\\ No newline at end of file");
        }
        return lines;
    }

    private static List<String> unified(String from, String to, List<String> old, List<String> young) {
        return UnifiedDiffUtils.generateUnifiedDiff(from, to, old, DiffUtils.diff(old, young), CONTEXT).stream()
                .flatMap(line -> Stream.of(line.split("\n", -1)))
                .toList();
    }

    private static Comparison.Withheld withheld(
            String why, Optional<FileState.Regular> before, Optional<FileState.Regular> after) {
        return new Comparison.Withheld(why + ", " + described(before) + " -> " + described(after));
    }

    private static String described(Optional<FileState.Regular> file) {
        return file.map(regular -> regular.content().size() + " bytes sha256 "
                        + regular.content().sha256().substring(0, 16))
                .orElse("nothing");
    }
}

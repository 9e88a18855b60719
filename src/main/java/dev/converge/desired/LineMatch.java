package dev.converge.desired;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds the line of a template that a line of its result was made from. Conditions, loops and includes shift lines. */
final class LineMatch {

    private final List<String> source;
    private final List<String> result;

    LineMatch(String source, String result) {
        this.source = source.lines().toList();
        this.result = result.lines().toList();
    }

    /**
     * The line that has the very text, or else the name before the {@code =}, provided there is one such line on either side; or else, when no
     * line was added or removed, the one of the same number.
     *
     * @param line of the result, from 1
     */
    Optional<Integer> sourceOf(int line) {
        if (line > result.size()) {
            return Optional.empty();
        }
        return unique(line, Function.identity())
                .or(() -> unique(line, LineMatch::name))
                .or(() -> source.size() == result.size() ? Optional.of(line) : Optional.empty());
    }

    private Optional<Integer> unique(int line, Function<String, String> key) {
        List<String> written = source.stream().map(key).toList();
        List<String> made = result.stream().map(key).toList();
        String wanted = made.get(line - 1);
        boolean once = !wanted.isBlank()
                && written.indexOf(wanted) >= 0
                && written.indexOf(wanted) == written.lastIndexOf(wanted)
                && made.indexOf(wanted) == made.lastIndexOf(wanted);
        return once ? Optional.of(written.indexOf(wanted) + 1) : Optional.empty();
    }

    private static String name(String line) {
        int equals = line.indexOf('=');
        return equals < 0 ? "" : line.substring(0, equals).strip();
    }
}

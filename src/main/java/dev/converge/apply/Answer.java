package dev.converge.apply;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What {@code remote/transaction/} said between its BEGIN and its END. All text in it is the host's and may hold anything but a line break.
 *
 * @param begun whether the script ran at all
 * @param complete whether it said that it had come to its end
 */
record Answer(boolean begun, boolean complete, List<Line> lines) {

    /**
     * @param key what the line is about, a word of the script's
     * @param text the rest
     */
    record Line(String key, String text) {}

    Answer {
        lines = List.copyOf(lines);
    }

    /** Anything before BEGIN is a start-up file's; the nonce is what neither it nor a unit's log can know. */
    static Answer parse(byte[] stdout, String nonce) {
        List<String> all = new String(stdout, StandardCharsets.UTF_8).lines().toList();
        int begin = all.indexOf("BEGIN " + nonce);
        if (begin < 0) {
            return new Answer(false, false, List.of());
        }
        List<String> after = all.subList(begin + 1, all.size());
        List<Line> lines = after.stream()
                .takeWhile(line -> !isEnd(line, nonce))
                .map(Answer::line)
                .toList();
        return new Answer(true, lines.size() < after.size(), lines);
    }

    private static boolean isEnd(String line, String nonce) {
        return line.startsWith("END " + nonce + " ");
    }

    private static Line line(String raw) {
        int blank = raw.indexOf(' ');
        return blank < 0 ? new Line(raw, "") : new Line(raw.substring(0, blank), raw.substring(blank + 1));
    }

    /** The first text said under a key. */
    Optional<String> first(String key) {
        return lines.stream()
                .filter(line -> line.key().equals(key))
                .map(Line::text)
                .findFirst();
    }

    /** All texts said under a key. */
    List<String> all(String key) {
        return lines.stream()
                .filter(line -> line.key().equals(key))
                .map(Line::text)
                .toList();
    }
}

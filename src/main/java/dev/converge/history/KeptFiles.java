package dev.converge.history;

import dev.converge.host.CommandResult;
import dev.converge.host.HostFailureException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of an answer of history.sh: section {@code files} has a line {@code SIZE NAME} for each, section {@code bytes} their contents one
 * after the other. Bytes are held as characters of the same number (ISO 8859-1). All of it is the host's word.
 */
final class KeptFiles {

    private static final Pattern LINE = Pattern.compile("([0-9]{1,7}) ([A-Za-z0-9._/-]{1,200})");

    private final Map<String, String> contents;

    private KeptFiles(Map<String, String> contents) {
        this.contents = contents;
    }

    /**
     * @throws HostFailureException when something else answered, the answer was cut short, or it makes no sense
     */
    static KeptFiles parse(CommandResult result, String nonce) throws HostFailureException {
        String output = new String(result.stdout(), StandardCharsets.ISO_8859_1);
        int begin = output.indexOf("BEGIN " + nonce + "\n");
        if (begin < 0) {
            throw HistoryFailures.foreign(result);
        }
        int end = output.indexOf("\nEND " + nonce + " ", begin);
        if (end < 0) {
            throw HistoryFailures.cutShort(result);
        }
        String failed = "\n@" + nonce + " failed\n";
        int failure = output.indexOf(failed, begin);
        if (failure >= 0 && failure < end) {
            throw HistoryFailures.reported(utf8(output.substring(Math.min(failure + failed.length(), end), end)));
        }
        String files = section(output, "\n@" + nonce + " files\n", "\n@" + nonce + " bytes\n", begin);
        String bytes = section(output, "\n@" + nonce + " bytes\n", "\nEND " + nonce + " ", begin);
        return of(files.lines().toList(), bytes);
    }

    private static String section(String output, String from, String to, int begin) throws HostFailureException {
        int start = output.indexOf(from, begin);
        // The line break that ends one marker may begin the next.
        int stop = start < 0 ? -1 : output.indexOf(to, start + from.length() - 1);
        if (stop < 0) {
            throw HistoryFailures.malformed("there is no section '" + from.strip() + "'");
        }
        return output.substring(Math.min(start + from.length(), stop), stop);
    }

    private static KeptFiles of(List<String> lines, String bytes) throws HostFailureException {
        Map<String, String> contents = new LinkedHashMap<>();
        int at = 0;
        for (String line : lines) {
            Matcher file = LINE.matcher(line);
            if (!file.matches()) {
                throw HistoryFailures.malformed("this is no line of its list of files: " + utf8(line));
            }
            int end = at + Integer.parseInt(file.group(1));
            if (end > bytes.length()) {
                throw HistoryFailures.changed();
            }
            contents.put(file.group(2), bytes.substring(at, end));
            at = end;
        }
        if (at != bytes.length()) {
            throw HistoryFailures.changed();
        }
        return new KeptFiles(contents);
    }

    /** In the order of the answer. */
    List<String> names() {
        return List.copyOf(contents.keySet());
    }

    /** The content of a file, a character for each byte; nothing when it is not in the answer. */
    Optional<String> bytes(String name) {
        return Optional.ofNullable(contents.get(name));
    }

    /** The lines of a file that is text; none when it is not in the answer. */
    List<String> lines(String name) {
        return bytes(name)
                .map(text -> utf8(text).split("\n", -1))
                .map(KeptFiles::ended)
                .orElse(List.of());
    }

    /** A last line that does not end counts for nothing. */
    private static List<String> ended(String... lines) {
        return List.of(lines).subList(0, lines.length - 1);
    }

    private static String utf8(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}

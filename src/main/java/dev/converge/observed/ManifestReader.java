package dev.converge.observed;

import dev.converge.unit.Content;
import dev.converge.unit.HostPath;
import dev.converge.unit.Manifest;
import dev.converge.unit.PlayName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The manifest as it lies on a host: a first line {@code converge-manifest 1}, then a line {@code FINGERPRINT PLAY PATH} for each entry, sorted
 * by path. In a fingerprint {@code link:TARGET} blanks, percent signs and everything outside printable ASCII are percent-encoded UTF-8; the
 * path comes last and may hold blanks.
 */
final class ManifestReader {

    private static final String FIRST_LINE = "converge-manifest 1";
    private static final int COLUMNS = 3;
    private static final int HEXADECIMAL = 16;

    private ManifestReader() {}

    /** @throws IllegalArgumentException naming the first line that is none of ours */
    static Manifest parse(Content content) {
        List<String> lines = content.text()
                .orElseThrow(() -> new IllegalArgumentException("it is no text"))
                .lines()
                .toList();
        if (lines.isEmpty() || !lines.getFirst().equals(FIRST_LINE)) {
            throw new IllegalArgumentException("its first line is not '" + FIRST_LINE + "'");
        }
        SortedMap<HostPath, Manifest.Entry> entries = new TreeMap<>();
        for (int number = 1; number < lines.size(); number++) {
            String[] columns = lines.get(number).split(" ", COLUMNS);
            try {
                if (columns.length < COLUMNS) {
                    throw new IllegalArgumentException("a fingerprint, a play and a path are expected");
                }
                entries.put(
                        new HostPath(columns[2]), new Manifest.Entry(new PlayName(columns[1]), decoded(columns[0])));
            } catch (IllegalArgumentException wrong) {
                throw new IllegalArgumentException("line " + (number + 1) + ": " + wrong.getMessage(), wrong);
            }
        }
        return new Manifest(entries);
    }

    private static String decoded(String text) {
        byte[] bytes = new byte[text.length()];
        int length = 0;
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) == '%') {
                if (at + 2 >= text.length()) {
                    throw new IllegalArgumentException("a percent sign without two digits");
                }
                bytes[length++] = (byte) Integer.parseInt(text, at + 1, at + 3, HEXADECIMAL);
                at += 2;
            } else {
                bytes[length++] = (byte) text.charAt(at);
            }
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}

package dev.converge.unit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The manifest as text. A line an entry, the path last because it may hold blanks; in a fingerprint, bytes that are no visible ASCII, and
 * the percent sign itself, are percent-encoded.
 */
final class ManifestText {

    private static final String FIRST_LINE = "converge-manifest 1";
    private static final Pattern FINGERPRINT = Pattern.compile("[!-~]+");
    private static final Pattern PLAY = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private ManifestText() {}

    static String print(Manifest manifest) {
        StringBuilder text = new StringBuilder(FIRST_LINE).append('\n');
        manifest.entries()
                .forEach((path, entry) -> text.append(encoded(entry.fingerprint()))
                        .append(' ')
                        .append(entry.play())
                        .append(' ')
                        .append(path)
                        .append('\n'));
        return text.toString();
    }

    static Optional<Manifest> parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.isEmpty() || !lines.getFirst().equals(FIRST_LINE)) {
            return Optional.empty();
        }
        SortedMap<HostPath, Manifest.Entry> entries = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(" ", 3);
            if (fields.length != 3
                    || !FINGERPRINT.matcher(fields[0]).matches()
                    || !PLAY.matcher(fields[1]).matches()
                    || !HostPath.isValid(fields[2])) {
                return Optional.empty();
            }
            Optional<String> fingerprint = decoded(fields[0]);
            if (fingerprint.isEmpty()) {
                return Optional.empty();
            }
            entries.put(
                    new HostPath(fields[2]), new Manifest.Entry(new PlayName(fields[1]), fingerprint.orElseThrow()));
        }
        return Optional.of(new Manifest(entries));
    }

    private static String encoded(String fingerprint) {
        StringBuilder text = new StringBuilder();
        for (byte one : fingerprint.getBytes(StandardCharsets.UTF_8)) {
            if (one > ' ' && one <= '~' && one != '%') {
                text.append((char) one);
            } else {
                text.append(String.format(Locale.ROOT, "%%%02x", one & 0xff));
            }
        }
        return text.toString();
    }

    private static Optional<String> decoded(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) != '%') {
                bytes.write(text.charAt(at));
            } else if (at + 2 < text.length()
                    && HexFormat.isHexDigit(text.charAt(at + 1))
                    && HexFormat.isHexDigit(text.charAt(at + 2))) {
                bytes.write(HexFormat.fromHexDigits(text, at + 1, at + 3));
                at += 2;
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(bytes.toString(StandardCharsets.UTF_8));
    }
}

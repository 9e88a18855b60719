package dev.converge.report.sweep;

import dev.converge.report.Visible;
import java.util.Locale;
import java.util.regex.Pattern;

/** A text as YAML that reads back as the same text. */
final class YamlScalar {

    /** What needs no quotes anywhere, also not between braces or brackets. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./][A-Za-z0-9_./@%+-]*");

    private YamlScalar() {}

    static String of(String text) {
        return PLAIN.matcher(text).matches() && !text.equals("null") ? text : quoted(text);
    }

    private static String quoted(String text) {
        StringBuilder yaml = new StringBuilder("\"");
        text.codePoints().forEach(character -> append(yaml, character));
        return yaml.append('"').toString();
    }

    private static void append(StringBuilder yaml, int character) {
        if (character == '"' || character == '\\') {
            yaml.append('\\').appendCodePoint(character);
        } else if (Visible.isHarmless(character)) {
            yaml.appendCodePoint(character);
        } else {
            yaml.append(String.format(Locale.ROOT, character > 0xffff ? "\\U%08x" : "\\u%04x", character));
        }
    }
}

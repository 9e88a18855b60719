package dev.converge.report;

import java.util.Locale;

/**
 * Makes foreign text safe to show: whatever could move the cursor, recolour, retitle or reorder a terminal is spelt out. A host, a playbook
 * or a file can so paint nothing but its own characters.
 */
public final class Visible {

    private Visible() {}

    /** Controls (C0, DEL, C1) become {@code \x1b}, {@code \t}, {@code \n}; bidirectional overrides and all else unseen {@code \}{@code u{202e}}. */
    public static String of(String text) {
        if (text.codePoints().allMatch(Visible::isHarmless)) {
            return text;
        }
        StringBuilder visible = new StringBuilder();
        text.codePoints().forEach(character -> append(visible, character));
        return visible.toString();
    }

    private static void append(StringBuilder visible, int character) {
        if (isHarmless(character)) {
            visible.appendCodePoint(character);
        } else if (character == '\n') {
            visible.append("\\n");
        } else if (character == '\r') {
            visible.append("\\r");
        } else if (character == '\t') {
            visible.append("\\t");
        } else if (character < 0x100) {
            visible.append(String.format(Locale.ROOT, "\\x%02x", character));
        } else {
            visible.append(String.format(Locale.ROOT, "\\u{%x}", character));
        }
    }

    public static boolean isHarmless(int character) {
        if (character >= ' ' && character < 0x7f) {
            return true;
        }
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}

package dev.converge.report;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;

/**
 * Keeps JSON as harmless on a terminal as our text is. Outside ASCII, JSON has characters only in strings, where an escape means the same.
 */
public final class JsonText extends FilterWriter {

    public JsonText(Writer out) {
        super(out);
    }

    @Override
    public void write(int character) throws IOException {
        if (character < 0x7f || (Visible.isHarmless(character) && !Character.isSurrogate((char) character))) {
            out.write(character);
        } else {
            out.write(String.format(Locale.ROOT, "\\u%04x", character));
        }
    }

    @Override
    public void write(char[] characters, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            write(characters[i]);
        }
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            write(text.charAt(i));
        }
    }
}

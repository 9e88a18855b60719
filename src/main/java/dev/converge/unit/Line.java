package dev.converge.unit;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One physical line of a configuration file, where it lies in the file's bytes; nothing is copied before somebody asks. The lines of a
 * file, one after the other with their endings, are the file, whatever bytes it has.
 */
public final class Line {

    private final byte[] file;
    private final int number;
    private final int start;
    private final int textStart;
    private final int textEnd;
    private final int end;

    /**
     * @param file all bytes of the file, never to be changed
     * @param number from 1
     * @param textStart behind a byte order mark that systemd skips, otherwise the same as {@code start}
     * @param textEnd where the ending begins
     */
    Line(byte[] file, int number, int start, int textStart, int textEnd, int end) {
        this.file = file;
        this.number = number;
        this.start = start;
        this.textStart = textStart;
        this.textEnd = textEnd;
        this.end = end;
    }

    /** From 1. */
    public int number() {
        return number;
    }

    /** All of the line: a byte order mark, its text, its ending. */
    public Content bytes() {
        return Content.of(file, start, end);
    }

    /** The text for people, without the ending; replacement characters stand where it is no UTF-8. */
    public String shown() {
        return new String(file, textStart, length(), StandardCharsets.UTF_8);
    }

    /** The text, or nothing when systemd would refuse it: not UTF-8, or a code point that Unicode gives to nobody. */
    Optional<String> text() {
        if (isAscii()) {
            return Optional.of(new String(file, textStart, length(), StandardCharsets.ISO_8859_1));
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file, textStart, length()))
                    .toString();
            return text.codePoints().anyMatch(Line::isNoCharacter) ? Optional.empty() : Optional.of(text);
        } catch (CharacterCodingException notText) {
            return Optional.empty();
        }
    }

    /** Bytes of text. */
    int length() {
        return textEnd - textStart;
    }

    boolean isComment() {
        for (int i = textStart; i < textEnd; i++) {
            if (!Lines.isBlank((char) file[i])) {
                return file[i] == '#' || file[i] == ';';
            }
        }
        return false;
    }

    /** Whether a backslash at its end makes the next line a part of it. Of a comment this says nothing. */
    boolean goesOn() {
        int at = textEnd;
        while (at > textStart && file[at - 1] == '\\') {
            at--;
        }
        return (textEnd - at) % 2 == 1;
    }

    private boolean isAscii() {
        for (int i = textStart; i < textEnd; i++) {
            if (file[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNoCharacter(int codePoint) {
        return (codePoint >= 0xFDD0 && codePoint <= 0xFDEF) || (codePoint & 0xFFFE) == 0xFFFE;
    }
}

package dev.converge.unit;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The lines of a configuration file as systemd's read_line() cuts them: LF, CR and NUL end a line, and different ones in a row, as in
 * CRLF, end it once. The first byte order mark at the start of a line is skipped, usually that of the file.
 */
final class Lines implements Iterator<Line> {

    private static final int LF = 1;
    private static final int CR = 2;
    private static final int NUL = 4;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final byte[] bytes;
    private int position;
    private int number;
    private boolean markSeen;

    Lines(Content content) {
        bytes = content.shared();
    }

    @Override
    public boolean hasNext() {
        return position < bytes.length;
    }

    @Override
    public Line next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the file has " + number + " lines");
        }
        int start = position;
        if (!markSeen && isAtMark()) {
            markSeen = true;
            position += BYTE_ORDER_MARK.length;
        }
        int textStart = position;
        while (position < bytes.length && ending(bytes[position]) == 0) {
            position++;
        }
        int textEnd = position;
        skipEnd();
        number++;
        return new Line(bytes, number, start, textStart, textEnd, position);
    }

    private void skipEnd() {
        int seen = 0;
        while (position < bytes.length) {
            int ending = ending(bytes[position]);
            if (ending == 0 || (seen & (ending | NUL)) != 0) {
                return;
            }
            seen |= ending;
            position++;
        }
    }

    private boolean isAtMark() {
        int end = position + BYTE_ORDER_MARK.length;
        return end <= bytes.length && Arrays.equals(bytes, position, end, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
    }

    private static int ending(byte character) {
        return switch (character) {
            case '\n' -> LF;
            case '\r' -> CR;
            case 0 -> NUL;
            default -> 0;
        };
    }

    static boolean isBlank(char character) {
        return character == ' ' || character == '\t' || character == '\n' || character == '\r';
    }

    /** Without the blanks that systemd strips: spaces, tabs and line ends, no other white space. */
    static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }
}

package dev.converge.yaml;

import dev.converge.problem.Problems;
import dev.converge.problem.SourceSpot;
import java.util.List;
import java.util.Locale;
import org.yaml.snakeyaml.error.Mark;

/** The text of one file, without a byte order mark, and the spots in it. */
record SourceText(String file, String text) {

    SourceText {
        if (text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
    }

    SourceSpot whole() {
        return SourceSpot.wholeFile(file);
    }

    /** SnakeYAML counts from 0. */
    SourceSpot spot(Mark mark) {
        return new SourceSpot(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    List<String> lines() {
        return text.lines().toList();
    }

    /**
     * Looks for what cannot be seen: control characters, and the line breaks that only Unicode and YAML 1.1 know, after which an editor's
     * line numbers and ours would differ. SnakeYAML's own exception for them tells no line. Reports the first one.
     */
    boolean hasOnlyTextCharacters(Problems problems) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            if (!isText(character)) {
                problems.add(
                        new SourceSpot(file, line, column),
                        "a character that cannot be seen: " + name(character),
                        "delete it, or write it as an escape in double quotes");
                return false;
            }
            boolean lineEnds = character == '\n' || (character == '\r' && !text.startsWith("\n", i + 1));
            line += lineEnds ? 1 : 0;
            column = lineEnds ? 1 : column + 1;
            i += Character.charCount(character);
        }
        return true;
    }

    /** Whether a character may stand in a file, or in a value after its escapes are resolved. */
    static boolean isText(int character) {
        if (character < ' ') {
            return character == '\t' || character == '\n' || character == '\r';
        }
        boolean control = character >= 0x7f && character <= 0x9f;
        boolean lineBreak = character == 0x2028 || character == 0x2029;
        boolean halfOfPair = character >= 0xd800 && character <= 0xdfff;
        boolean noCharacter = character == 0xfeff || character == 0xfffe || character == 0xffff;
        return !control && !lineBreak && !halfOfPair && !noCharacter;
    }

    /** {@code U+001B}. */
    static String name(int character) {
        return String.format(Locale.ROOT, "U+%04X", character);
    }
}

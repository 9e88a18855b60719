package dev.converge.unit;

import java.util.ArrayList;
import java.util.List;

/** Cuts a value into words as systemd does: at blanks, quotes group and go away, a backslash keeps its next character as it is. */
final class Words {

    private Words() {}

    /** @return the words; an unclosed quote reaches to the end */
    static List<String> of(String value) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean started = false;
        char quote = 0;
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            if (character == '\\' && i + 1 < value.length()) {
                word.append(character).append(value.charAt(++i));
                started = true;
            } else if (quote != 0) {
                if (character == quote) {
                    quote = 0;
                } else {
                    word.append(character);
                }
            } else if (character == '"' || character == '\'') {
                quote = character;
                started = true;
            } else if (!Lines.isBlank(character)) {
                word.append(character);
                started = true;
            } else if (started) {
                words.add(word.toString());
                word.setLength(0);
                started = false;
            }
        }
        if (started) {
            words.add(word.toString());
        }
        return words;
    }
}

package dev.converge.explain;

import java.util.ArrayList;
import java.util.List;

/** A list of paths as {@code systemctl show} prints it: with blanks between them, and quoted with escapes where they hold some themselves. */
final class QuotedPaths {

    private QuotedPaths() {}

    static List<String> of(String text) {
        List<String> paths = new ArrayList<>();
        StringBuilder path = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '"') {
                quoted = !quoted;
            } else if (quoted && character == '\\' && i + 1 < text.length()) {
                i++;
                path.append(text.charAt(i));
            } else if (character == ' ' && !quoted) {
                add(path, paths);
            } else {
                path.append(character);
            }
        }
        add(path, paths);
        return paths;
    }

    private static void add(StringBuilder path, List<String> paths) {
        if (!path.isEmpty()) {
            paths.add(path.toString());
            path.setLength(0);
        }
    }
}

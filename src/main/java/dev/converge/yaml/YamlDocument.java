package dev.converge.yaml;

import dev.converge.problem.Problems;
import java.util.Optional;

/** Reads the text of a file into nodes, strictly. */
public final class YamlDocument {

    private YamlDocument() {}

    /**
     * @param file the name for spots and messages
     * @return the root node; empty for a file without content, and when the text is no YAML or uses what converge refuses (duplicate keys,
     *     anchors, aliases, tags, several documents, keys that are no scalars, control characters), which is then in the problems
     */
    public static Optional<YamlNode> read(String file, String text, Problems problems) {
        throw new UnsupportedOperationException();
    }
}

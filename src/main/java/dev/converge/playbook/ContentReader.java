package dev.converge.playbook;

import dev.converge.problem.Problems;
import dev.converge.yaml.MappingReader;
import dev.converge.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes {@code template}, {@code content} or {@code copy} out of a mapping: one of them at most. */
final class ContentReader {

    /** The keys that say where a text comes from. */
    static final List<String> KEYS = List.of("template", "content", "copy");

    private ContentReader() {}

    static Optional<ContentSource> take(MappingReader keys, Problems problems) {
        ScalarReader scalars = new ScalarReader(keys, problems);
        List<ContentSource> sources = new ArrayList<>();
        scalars.takeText("template").ifPresent(name -> sources.add(new ContentSource.Template(name)));
        // An empty text is a text: an empty file is a sensible file.
        keys.takeScalar("content")
                .map(ScalarReader::text)
                .ifPresent(text -> sources.add(new ContentSource.Inline(text)));
        scalars.takeText("copy").ifPresent(name -> sources.add(new ContentSource.Copy(name)));
        return sources.stream().findFirst();
    }

    /** Whether none of the keys is there. */
    static boolean isMissing(YamlNode.Mapping mapping) {
        return mapping.entries().stream()
                .noneMatch(entry -> KEYS.contains(entry.key().text()));
    }

    /** Reports a second source in the mapping. */
    static void refuseTwo(YamlNode.Mapping mapping, String what, Problems problems) {
        List<YamlNode.Scalar> written = mapping.entries().stream()
                .map(YamlNode.Entry::key)
                .filter(key -> KEYS.contains(key.text()))
                .toList();
        if (written.size() > 1) {
            problems.add(
                    written.get(1).spot(),
                    what + " has both '" + written.get(0).text() + "' and '"
                            + written.get(1).text() + "'",
                    "keep one of 'template', 'content' and 'copy'");
        }
    }
}

package dev.converge.playbook;

import dev.converge.problem.Problems;
import dev.converge.yaml.MappingReader;
import dev.converge.yaml.YamlNode;
import java.util.Optional;

/** Reads one entry of {@code files:}. */
final class FileReader {

    /** The words of a file's {@code state:}. */
    private enum Presence {
        PRESENT,
        ABSENT
    }

    private final YamlNode.Entry entry;
    private final Problems problems;

    FileReader(YamlNode.Entry entry, Problems problems) {
        this.entry = entry;
        this.problems = problems;
    }

    /** The file; nothing when it cannot be told what it should hold. */
    Optional<FileDeclaration> read() {
        String path = entry.key().text();
        if (!(entry.value() instanceof YamlNode.Mapping mapping)) {
            problems.add(
                    entry.key().spot(),
                    "file " + path + " should be a mapping ('key: value')",
                    "write { template: NAME, mode: \"0644\" } or { state: absent }");
            return Optional.empty();
        }
        MappingReader keys = new MappingReader(mapping, "file " + path, problems);
        ScalarReader scalars = new ScalarReader(keys, problems);
        Optional<ContentSource> content = ContentReader.take(keys, problems);
        boolean absent = scalars.takeWord("state", Presence.class).equals(Optional.of(Presence.ABSENT));
        FileDeclaration file = new FileDeclaration(
                ScalarReader.text(entry.key()),
                content,
                absent,
                scalars.takeText("mode"),
                scalars.takeText("owner"),
                scalars.takeText("group"),
                scalars.takeTexts("notify"));
        keys.finish();
        ContentReader.refuseTwo(mapping, "file " + path, problems);
        refuseContradiction(mapping, absent);
        return content.isPresent() || absent ? Optional.of(file) : Optional.empty();
    }

    private void refuseContradiction(YamlNode.Mapping mapping, boolean absent) {
        String path = entry.key().text();
        if (!absent && ContentReader.isMissing(mapping)) {
            problems.add(
                    entry.key().spot(),
                    "file " + path + " has no content",
                    "give it 'template', 'content' or 'copy', or 'state: absent'");
        }
        if (absent && !ContentReader.isMissing(mapping)) {
            problems.add(
                    entry.key().spot(),
                    "file " + path + " is 'state: absent' and has content as well",
                    "remove one of the two");
        }
    }
}

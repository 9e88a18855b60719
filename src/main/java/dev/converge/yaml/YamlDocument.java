package dev.converge.yaml;

import dev.converge.problem.Problems;
import dev.converge.problem.SourceSpot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads the text of a file into nodes, strictly.
 *
 * <p>It works on SnakeYAML's events, not on its nodes: an event knows the anchor, the alias and the tag as they were written and where, and
 * how deep to follow is ours to decide. Nothing of SnakeYAML that resolves types, constructs objects or reflects is ever loaded.
 */
public final class YamlDocument {

    /** Characters; SnakeYAML's own limit. Far above any playbook, far below what would make a laptop swap. */
    static final int MAX_LENGTH = 3 * 1024 * 1024;

    private YamlDocument() {}

    /**
     * Reads a file of the operator.
     *
     * @return as {@link #read(String, String, Problems)}; a file that does not exist, cannot be read or is no UTF-8 is a problem too
     */
    public static Optional<YamlNode> read(Path file, Problems problems) {
        SourceSpot whole = SourceSpot.wholeFile(file.toString());
        try {
            if (Files.size(file) > 4L * MAX_LENGTH) {
                problems.add(whole, tooLarge(), "split it into several files");
                return Optional.empty();
            }
            byte[] bytes = Files.readAllBytes(file);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return read(file.toString(), text, problems);
        } catch (NoSuchFileException missing) {
            problems.add(whole, "there is no such file");
        } catch (CharacterCodingException notUtf8) {
            problems.add(whole, "the file is not UTF-8 text", "save it as UTF-8");
        } catch (IOException unreadable) {
            problems.add(whole, Files.isDirectory(file) ? "this is a folder, not a file" : "the file cannot be read");
        }
        return Optional.empty();
    }

    /**
     * @param file the name for spots and messages
     * @return the root node; empty for a file without content, and when the text is no YAML or uses what converge refuses (duplicate keys,
     *     anchors, aliases, tags, several documents, keys that are no scalars, control characters), which is then in the problems
     */
    public static Optional<YamlNode> read(String file, String text, Problems problems) {
        Problems own = new Problems();
        Optional<YamlNode> root = parse(new SourceText(file, text), own);
        problems.addAll(own);
        return own.isEmpty() ? root : Optional.empty();
    }

    private static Optional<YamlNode> parse(SourceText source, Problems problems) {
        if (source.text().length() > MAX_LENGTH) {
            problems.add(source.whole(), tooLarge(), "split it into several files");
            return Optional.empty();
        }
        if (!source.hasOnlyTextCharacters(problems)) {
            return Optional.empty();
        }
        if (source.text().startsWith("$ANSIBLE_VAULT;")) {
            problems.add(source.whole(), "converge cannot decrypt Ansible Vault", NodeBuilder.NO_VAULT);
            return Optional.empty();
        }
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_LENGTH);
        try {
            return new NodeBuilder(source, new ParserImpl(new StreamReader(source.text()), options), problems)
                    .document();
        } catch (NodeBuilder.TooDeepException tooDeep) {
            problems.add(
                    tooDeep.spot(),
                    "more than " + NodeBuilder.MAX_DEPTH + " levels, one inside the other",
                    "flatten it");
        } catch (MarkedYAMLException wrong) {
            problems.add(SyntaxErrors.explain(source, wrong));
        } catch (YAMLException | IllegalArgumentException | IndexOutOfBoundsException wrong) {
            // SnakeYAML has no place for a few escapes outside Unicode and the like.
            problems.add(source.whole(), "this is not YAML", "check escapes such as \\U in double quotes");
        }
        return Optional.empty();
    }

    private static String tooLarge() {
        return "the file is larger than 3 MB";
    }
}

package dev.converge.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.problem.Problem;
import dev.converge.problem.Problems;
import dev.converge.problem.SourceSpot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class YamlDocumentTest {

    private final Problems problems = new Problems();

    @Test
    void nodesKnowWhereTheyStandAndKeepTheirText() {
        String text = "mode: 0644\nlist:\n  - no\n  - \"1:30\"\n";

        Optional<YamlNode> root = YamlDocument.read("a.yml", text, problems);

        assertThat(problems.sorted()).isEmpty();
        assertThat(root)
                .contains(new YamlNode.Mapping(
                        at(1, 1),
                        List.of(
                                new YamlNode.Entry(
                                        new YamlNode.Scalar(at(1, 1), "mode", true),
                                        new YamlNode.Scalar(at(1, 7), "0644", true)),
                                new YamlNode.Entry(
                                        new YamlNode.Scalar(at(2, 1), "list", true),
                                        new YamlNode.Sequence(
                                                at(3, 3),
                                                List.of(
                                                        new YamlNode.Scalar(at(3, 5), "no", true),
                                                        new YamlNode.Scalar(at(4, 5), "1:30", false)))))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\n\n", "# nothing yet\n", "---\n", "---\n# nothing\n...\n", "\uFEFF", "\uFEFF# nothing\n"})
    void aFileWithoutContentIsEmptyAndNoProblem(String text) {
        Optional<YamlNode> root = YamlDocument.read("a.yml", text, problems);

        assertThat(root).isEmpty();
        assertThat(problems.sorted()).isEmpty();
    }

    @Test
    void aByteOrderMarkIsNoContent() {
        Optional<YamlNode> root = YamlDocument.read("a.yml", "\uFEFFa: b\r\n", problems);

        assertThat(root.orElseThrow().spot()).isEqualTo(at(1, 1));
        assertThat(((YamlNode.Mapping) root.get()).entries().getFirst().key().text())
                .isEqualTo("a");
    }

    record Refused(String text, String spot, String message, String remedy) {}

    static List<Refused> refused() {
        return List.of(
                new Refused(
                        "a: 1\nb: 2\na: 3\n",
                        "3:1",
                        "the key 'a' stands here twice, first at line 1",
                        "keep one of them"),
                new Refused(
                        "a: &x 1\n",
                        "1:4",
                        "the anchor '&x' is not supported",
                        "write the value out; if '&' belongs to the text, put quotes around it"),
                new Refused(
                        "a:\n  - *.service\n",
                        "2:5",
                        "'&' and '*' begin an anchor or alias",
                        "put quotes around the value"),
                new Refused(
                        "a:\n  - *all\n",
                        "2:5",
                        "the alias '*all' is not supported",
                        "write the value out; if '*' belongs to the text, put quotes around it"),
                new Refused(
                        "a:\n  <<: {b: 1}\n",
                        "2:3",
                        "the merge key '<<' is not supported",
                        "write the keys out where they are needed"),
                new Refused(
                        "a: !unsafe b\n",
                        "1:4",
                        "the tag '!unsafe' is not supported",
                        "remove it; if '!' belongs to the text, put quotes around it"),
                new Refused(
                        "a: !!int '5'\n",
                        "1:4",
                        "the tag '!!int' is not supported",
                        "remove it; if '!' belongs to the text, put quotes around it"),
                new Refused(
                        "a: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n",
                        "1:4",
                        "converge cannot decrypt Ansible Vault ('!vault')",
                        "keep the secret out of this file, for example in a file on the host that the unit reads"),
                new Refused(
                        "a: 1\n---\nb: 2\n",
                        "2:1",
                        "a second document begins here, but a file holds one",
                        "remove the '---', or put it into a file of its own"),
                new Refused(
                        "port: {{ x }}\n",
                        "1:7",
                        "'{{ }}' without quotes is not text for YAML",
                        "quote it: name: \"{{ x }}\""),
                new Refused(
                        "port: {{ x }}.service\n",
                        "1:7",
                        "'{{ }}' without quotes is not text for YAML",
                        "quote it: name: \"{{ x }}\""),
                new Refused(
                        "port: {{ x | default(\"a, b\") }}\n",
                        "1:7",
                        "'{{ }}' without quotes is not text for YAML",
                        "quote it: name: \"{{ x }}\""),
                new Refused(
                        "a:\n  - {{ x[0] }}\n",
                        "2:5",
                        "'{{ }}' without quotes is not text for YAML",
                        "quote it: name: \"{{ x }}\""),
                new Refused(
                        "a: {% if x %}b{% endif %}\n",
                        "1:4", "'{{ }}' without quotes is not text for YAML", "quote it: name: \"{{ x }}\""),
                new Refused("[a, b]: c\n", "1:1", "a key should be one word, not a list or a mapping", ""),
                new Refused("'': c\n", "1:1", "a key without a name", "write a name before the ':'"),
                new Refused("a:\n\tb: c\n", "2:1", "a tab where YAML wants blanks", "replace the tab with blanks"),
                new Refused(
                        "a: b\n  c: d\n",
                        "2:4",
                        "a ':' that YAML does not expect here",
                        "indent the line like its neighbours; put quotes around a value that holds ': '"),
                new Refused(
                        "a: 'it is\nb: c\n",
                        "1:4",
                        "a quote that is never closed",
                        "close it, or double it where it belongs to the text"),
                new Refused("a: [b, c\nd: e\n", "1:4", "a '[' without its ']', or a ',' is missing", "close the list"),
                new Refused(
                        "a: {b: c\nd: e\n", "1:4", "a '{' without its '}', or a ',' is missing", "close the mapping"),
                new Refused(
                        "a:\n  - b\n - c\n",
                        "3:2",
                        "the mapping does not go on here as it began",
                        "indent its keys alike; put quotes around a value that has text after its closing quote"),
                new Refused(
                        "a: \"\\d\"\n",
                        "1:6",
                        "an escape that YAML does not know",
                        "write \\\\ for one backslash, or use single quotes"),
                new Refused(
                        "a: \"\\x1\"\n",
                        "1:7",
                        "an escape with too few hexadecimal digits",
                        "\\x takes 2 digits, \\u takes 4, \\U takes 8"),
                new Refused("a: @daily\n", "1:4", "this character cannot begin a value", "put quotes around the value"),
                new Refused(
                        "a: 80%\nb: %i\n", "2:4", "this character cannot begin a value", "put quotes around the value"),
                new Refused(
                        "a: b\nhosts\nc: d\n",
                        "2:1",
                        "a line without ': ' where a 'key: value' is expected",
                        "write ': ' after the key, or indent the line below its key"),
                new Refused(
                        "a: | text\n",
                        "1:6",
                        "text after '|' or '>' that does not belong there",
                        "begin the text on the next line, indented"),
                new Refused(
                        "a: b\n- c\n",
                        "2:1",
                        "the mapping does not go on here as it began",
                        "indent its keys alike; put quotes around a value that has text after its closing quote"),
                new Refused(
                        "a: 1\nb: x\u0007y\n",
                        "2:5",
                        "a character that cannot be seen: U+0007",
                        "delete it, or write it as an escape in double quotes"),
                new Refused(
                        "a: x\u2028y\n",
                        "1:5",
                        "a character that cannot be seen: U+2028",
                        "delete it, or write it as an escape in double quotes"),
                new Refused(
                        "a: \"x\\e[2J\"\n",
                        "1:4",
                        "a control character in a value: U+001B",
                        "remove the escape; nothing that converge writes may hold it"),
                new Refused(
                        "a: \"x\\0\"\n",
                        "1:4",
                        "a control character in a value: U+0000",
                        "remove the escape; nothing that converge writes may hold it"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatYamlPermitsButAReaderMisunderstandsIsAProblemAtItsSpot(Refused given) {
        Optional<YamlNode> root = YamlDocument.read("a.yml", given.text(), problems);

        assertThat(root).isEmpty();
        assertThat(problems.sorted()).hasSize(1);
        Problem problem = problems.sorted().getFirst();
        assertThat(problem.spot()).hasToString("a.yml:" + given.spot());
        assertThat(problem.message()).isEqualTo(given.message());
        assertThat(problem.remedy()).isEqualTo(given.remedy());
    }

    @Test
    void allThatIsRefusedIsToldTogether() {
        String text = "a: &x 1\nb: *x\nb: 2\n";

        YamlDocument.read("a.yml", text, problems);

        assertThat(problems.sorted())
                .extracting(problem -> problem.spot().line())
                .containsExactly(1, 2, 3);
    }

    @Test
    void fiftyLevelsAreReadAndOneMoreIsNot() {
        Optional<YamlNode> deep = YamlDocument.read("a.yml", "[".repeat(50) + "]".repeat(50), problems);
        assertThat(deep).isPresent();
        assertThat(problems.sorted()).isEmpty();

        Optional<YamlNode> tooDeep = YamlDocument.read("b.yml", "[".repeat(1_000_000), problems);

        assertThat(tooDeep).isEmpty();
        assertThat(problems.sorted())
                .containsExactly(new Problem(
                        new SourceSpot("b.yml", 1, 52), "more than 50 levels, one inside the other", "flatten it"));
    }

    @Test
    void aFileBeyondThreeMegabytesIsRefused() {
        String text = "a: " + "x".repeat(YamlDocument.MAX_LENGTH);

        Optional<YamlNode> root = YamlDocument.read("a.yml", text, problems);

        assertThat(root).isEmpty();
        assertThat(problems.sorted()).extracting(Problem::message).containsExactly("the file is larger than 3 MB");
    }

    @Test
    void aFileIsReadAsUtf8(@TempDir Path folder) throws IOException {
        Path good = Files.writeString(folder.resolve("good.yml"), "name: Köln");
        Path bad = Files.write(folder.resolve("bad.yml"), new byte[] {'a', ':', ' ', (byte) 0xfc});
        Path missing = folder.resolve("missing.yml");

        Optional<YamlNode> read = YamlDocument.read(good, problems);
        List<Optional<YamlNode>> unread = List.of(
                YamlDocument.read(bad, problems),
                YamlDocument.read(missing, problems),
                YamlDocument.read(folder, problems));

        assertThat(read).isPresent();
        assertThat(unread).containsOnly(Optional.empty());
        assertThat(problems.sorted())
                .containsExactly(
                        Problem.at(SourceSpot.wholeFile(folder.toString()), "this is a folder, not a file"),
                        new Problem(
                                SourceSpot.wholeFile(bad.toString()), "the file is not UTF-8 text", "save it as UTF-8"),
                        Problem.at(SourceSpot.wholeFile(missing.toString()), "there is no such file"));
    }

    private static SourceSpot at(int line, int column) {
        return new SourceSpot("a.yml", line, column);
    }
}

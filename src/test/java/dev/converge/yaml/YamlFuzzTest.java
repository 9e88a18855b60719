package dev.converge.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.converge.problem.Problem;
import dev.converge.problem.Problems;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever stands in a file: nodes or problems, never an exception and never a hang. */
final class YamlFuzzTest {

    private static final int INPUTS = 20_000;

    private static final String[] PIECES = {
        "a",
        "key",
        ": ",
        ":",
        "- ",
        "-",
        "\n",
        "\n  ",
        "\n    ",
        "\t",
        "{",
        "}",
        "[",
        "]",
        ",",
        "{{ x }}",
        "{% if %}",
        "#",
        " # c",
        "'",
        "\"",
        "\\",
        "\\x41",
        "\\uD800",
        "\\UFFFFFFFF",
        "\\U0010FFFF",
        "|",
        "|2",
        ">-",
        "|+",
        "&a",
        "*a",
        "<<",
        "!",
        "!!str",
        "!<",
        "!vault",
        "%YAML 1.1",
        "%TAG ! x",
        "---",
        "...",
        "? ",
        "@",
        "`",
        "0",
        "é",
        "\uD83D\uDE00",
        "\uD83D",
        "\u0000",
        "\u0085",
        "\u2028",
        "\uFEFF",
        "\r",
        "\r\n",
        " ",
        "~",
        "null",
        "yes",
        "=",
        "|99999999999",
        "!%zz",
        "!%41",
        "%YAML 99999999999.1"
    };

    @Test
    @Timeout(60)
    void anyTextGivesNodesOrProblems() {
        long seed = Long.getLong("converge.seed", 20_260_101);
        Random random = new Random(seed);

        for (int i = 0; i < INPUTS; i++) {
            String text = text(random);
            assertNodesOrProblems(text, "seed " + seed + ", input " + i);
        }
    }

    private static void assertNodesOrProblems(String text, String which) {
        Problems problems = new Problems();
        Optional<YamlNode> root;
        try {
            root = YamlDocument.read("fuzz.yml", text, problems);
        } catch (RuntimeException | StackOverflowError broken) {
            fail(which + ": " + printable(text), broken);
            return;
        }
        assertThat(root.isPresent() && !problems.isEmpty())
                .as("%s has a root beside problems: %s", which, printable(text))
                .isFalse();
        assertThat(problems.sorted())
                .as("%s: %s", which, printable(text))
                .extracting(Problem::message)
                .noneMatch(message -> message.contains("\n"));
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(40);
        for (int i = 0; i < length; i++) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private static String printable(String text) {
        StringBuilder shown = new StringBuilder();
        text.chars()
                .forEach(c ->
                        shown.append(c >= ' ' && c < 127 ? String.valueOf((char) c) : "\\u" + Integer.toHexString(c)));
        return shown.toString();
    }
}

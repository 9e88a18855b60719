package dev.converge.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.fuzz.Fuzz;
import dev.converge.problem.Problem;
import dev.converge.problem.Problems;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever stands in a file: nodes or problems, never an exception and never a hang. */
final class YamlFuzzTest {

    private static final int INPUTS = 20_000;

    private static final List<String> PIECES = List.of(
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
            "%YAML 99999999999.1");

    @Test
    @Timeout(120)
    void anyTextGivesNodesOrProblems() {
        Fuzz.run(INPUTS, dice -> dice.text(PIECES, 40), YamlFuzzTest::assertNodesOrProblems);
    }

    @Test
    @Timeout(120)
    void noPieceRepeatedTakesLong() {
        Fuzz.blowUp(PIECES, YamlFuzzTest::assertNodesOrProblems);
    }

    private static void assertNodesOrProblems(String text) {
        Problems problems = new Problems();

        Optional<YamlNode> root = YamlDocument.read("fuzz.yml", text, problems);

        assertThat(root.isPresent() && !problems.isEmpty())
                .as("a root beside problems")
                .isFalse();
        assertThat(problems.sorted()).extracting(Problem::message).noneMatch(message -> message.contains("\n"));
    }
}

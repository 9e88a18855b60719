package dev.converge.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.fuzz.Dice;
import dev.converge.fuzz.Fuzz;
import dev.converge.problem.Problems;
import dev.converge.problem.SourceSpot;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever stands in a template: text or a problem, never an exception and never a hang. */
final class TemplateFuzzTest {

    private static final int INPUTS = 5_000;

    private static final Map<String, Object> VARIABLES =
            Map.of("x", 1L, "list", List.of("a", "b"), "map", Map.of("key", "v"));

    private static final List<String> PIECES = List.of(
            "{{ ",
            " }}",
            "{% ",
            " %}",
            "{# ",
            " #}",
            "\n",
            "{%- ",
            " -%}",
            "if ",
            "else",
            "endif",
            "for x in list",
            "endfor",
            "set x = ",
            "x",
            "list",
            "map",
            ".key",
            "[0]",
            "[",
            "]",
            "(",
            ")",
            "'a'",
            "\"",
            "'",
            "|",
            "| default(1)",
            "| join(',')",
            "| length",
            "| int",
            "1",
            "5.5",
            "+",
            "-",
            "*",
            "/",
            "==",
            " and ",
            " not ",
            " is defined",
            "~",
            "?",
            ":",
            ",",
            "{",
            "}",
            "verbatim",
            "endverbatim",
            "macro m(a)",
            "endmacro",
            "m(1)",
            "include 'a'",
            "import 'a'",
            "block b",
            "endblock",
            "range(3)",
            "\\",
            "\u00e9",
            "null",
            "true",
            "loop.index",
            "filter upper",
            "endfilter",
            "extends 'a'",
            "..",
            "in",
            "#");

    @Test
    @Timeout(60)
    void anyTemplateGivesTextOrAProblem(@TempDir Path folder) {
        Templates templates = new Templates(folder);

        Fuzz.run(INPUTS, TemplateFuzzTest::text, text -> assertTextOrProblem(templates, text));
    }

    private static void assertTextOrProblem(Templates templates, String text) {
        Problems problems = new Problems();

        Optional<String> result = templates.evaluate(text, VARIABLES, new SourceSpot("fuzz.yml", 1, 1), problems);

        assertThat(result.isPresent()).isEqualTo(problems.isEmpty());
    }

    private static String text(Dice dice) {
        StringBuilder text = new StringBuilder(dice.one(2) ? "{{ " : "{% ");
        for (int left = dice.below(14); left > 0; left--) {
            text.append(dice.pick(PIECES)).append(dice.one(2) ? " " : "");
        }
        return text.append(dice.one(2) ? " }}" : " %}").toString();
    }
}

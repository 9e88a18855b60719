package dev.converge.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.converge.problem.Problems;
import dev.converge.problem.SourceSpot;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever stands in a template: text or a problem, never an exception and never a hang. */
final class TemplateFuzzTest {

    private static final int INPUTS = 5_000;

    private static final String[] PIECES = {
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
        "#"
    };

    @Test
    @Timeout(60)
    void anyTemplateGivesTextOrAProblem(@TempDir Path folder) {
        long seed = Long.getLong("converge.seed", 20_260_102);
        Random random = new Random(seed);
        Templates templates = new Templates(folder);
        Map<String, Object> variables = Map.of("x", 1L, "list", List.of("a", "b"), "map", Map.of("key", "v"));

        for (int i = 0; i < INPUTS; i++) {
            String text = text(random);
            assertTextOrProblem(templates, text, variables, "seed " + seed + ", input " + i + ": " + text);
        }
    }

    private static void assertTextOrProblem(
            Templates templates, String text, Map<String, Object> variables, String which) {
        Problems problems = new Problems();
        Optional<String> result;
        try {
            result = templates.evaluate(text, variables, new SourceSpot("fuzz.yml", 1, 1), problems);
        } catch (RuntimeException | StackOverflowError broken) {
            fail(which, broken);
            return;
        }
        assertThat(result.isPresent()).as(which).isEqualTo(problems.isEmpty());
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "{{ " : "{% ");
        int length = random.nextInt(14);
        for (int i = 0; i < length; i++) {
            text.append(PIECES[random.nextInt(PIECES.length)]).append(random.nextBoolean() ? " " : "");
        }
        return text.append(random.nextBoolean() ? " }}" : " %}").toString();
    }
}

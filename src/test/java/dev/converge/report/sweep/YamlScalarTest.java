package dev.converge.report.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.problem.Problems;
import dev.converge.yaml.YamlDocument;
import dev.converge.yaml.YamlNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class YamlScalarTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "polyscan.service",
                "odd\\x2dname@blue:1.service",
                "-.mount",
                "*.service",
                "[a-z]*",
                "80%",
                "5min",
                "null",
                "~",
                " ",
                "yes",
                "0644",
                "a: b",
                "a #b",
                "a,b",
                "{ a }",
                "'quoted'",
                "\"quoted\" \\ and \\n",
                "two\nlines",
                "für \uD83D\uDE00",
                "!tag",
                "&anchor",
                "|",
                "%percent"
            })
    void whatIsWrittenReadsBackAsTheSameText(String text) {
        String yaml = "- { key: " + YamlScalar.of(text) + " }\n- " + YamlScalar.of(text) + ": 1\n";
        Problems problems = new Problems();

        YamlNode read = YamlDocument.read("test.yml", yaml, problems).orElseThrow();

        assertThat(problems.sorted()).isEmpty();
        List<YamlNode> items = ((YamlNode.Sequence) read).items();
        YamlNode.Entry inFlow = ((YamlNode.Mapping) items.getFirst()).entries().getFirst();
        YamlNode.Entry asKey = ((YamlNode.Mapping) items.getLast()).entries().getFirst();
        assertThat(inFlow.value()).isInstanceOfSatisfying(YamlNode.Scalar.class, scalar -> {
            assertThat(scalar.text()).isEqualTo(text);
            assertThat(scalar.isNull()).isFalse();
        });
        assertThat(asKey.key().text()).isEqualTo(text);
    }

    @Test
    void whatNeedsNoQuotesHasNone() {
        List<String> plain = List.of("polyscan.service", "80%", "/usr/bin/a-b_c", "5min", "a@b.service");

        List<String> written = plain.stream().map(YamlScalar::of).toList();

        assertThat(written).isEqualTo(plain);
    }
}

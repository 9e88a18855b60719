package dev.converge.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

final class YamlTextTest {

    @Test
    void mapsAndListsAreWrittenInTheirOrderInBlockStyle() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("zone", List.of(Map.of("name", "a b", "for", "5m"), "last"));
        tree.put("number", 3);
        tree.put("truth", false);

        String text = YamlText.of(tree);

        assertThat(text).startsWith("zone:\n  - ").endsWith("  - last\nnumber: 3\ntruth: false\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "yes",
                "No",
                "on",
                "null",
                "~",
                "y",
                "12",
                "1e3",
                "0x1f",
                "1:30",
                "2026-11-22",
                ".5",
                "5m",
                "60d",
                "a: b",
                "a #b",
                "- a",
                "{{ $labels.x }}",
                "it's",
                "say \"so\"",
                "both ' and \"",
                "back\\slash",
                "tab\there",
                "two\nlines",
                "ümläut",
                "\u0001\u001b[31m",
                "\u2028",
                "trailing ",
                " leading",
                "%",
                "@x",
                "`x`",
                "[a]",
                "{a}",
                "&a",
                "*a",
                "!a",
                "|",
                ">",
                "?",
                "<<",
                "="
            })
    void aTextIsReadAgainAsTheSameText(String text) {
        String written = YamlText.of(Map.of("value", text, "list", List.of(text)));

        Object read = new Yaml(new SafeConstructor(new LoaderOptions())).load(written);

        assertThat(read).isEqualTo(Map.of("value", text, "list", List.of(text)));
    }

    @Test
    void aLongLineStaysOneLine() {
        String text = YamlText.of(Map.of("value", "word ".repeat(500) + "\"end\""));

        assertThat(text.lines()).hasSize(1);
    }

    @Test
    void whatHasNoFormInYamlIsRefused() {
        assertThatThrownBy(() -> YamlText.of(Map.of("value", Instant.EPOCH)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Instant");
    }
}

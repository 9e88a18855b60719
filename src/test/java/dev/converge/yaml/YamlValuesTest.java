package dev.converge.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.problem.Problems;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class YamlValuesTest {

    record Value(String written, Object value) {}

    static List<Value> values() {
        return List.of(
                new Value("8554", 8554L),
                new Value("-5", -5L),
                new Value("0", 0L),
                new Value("-0", "-0"),
                new Value("0644", "0644"),
                new Value("0x1F", "0x1F"),
                new Value("1_000", "1_000"),
                new Value("1:30", "1:30"),
                new Value("1.5", 1.5),
                new Value("1.10", "1.10"),
                new Value("1e3", "1e3"),
                new Value("99999999999999999999", "99999999999999999999"),
                new Value("100000000.5", "100000000.5"),
                new Value("true", true),
                new Value("Yes", true),
                new Value("ON", true),
                new Value("no", false),
                new Value("oN", "oN"),
                new Value("y", "y"),
                new Value("'5'", "5"),
                new Value("'yes'", "yes"),
                new Value("~", ""),
                new Value("null", ""),
                new Value("''", ""),
                new Value("80%", "80%"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aValuePrintsAsItWasWrittenAndHasAnsiblesType(Value given) {
        Object value = YamlValues.of(mapping("a: " + given.written())).get("a");

        assertThat(value).isEqualTo(given.value());
    }

    @Test
    void mappingsKeepTheOrderWritten() {
        Map<String, Object> values = YamlValues.of(mapping("z: 1\na: [x, {c: 2, b: 3}]\n"));

        assertThat(values).hasToString("{z=1, a=[x, {c=2, b=3}]}");
    }

    private static YamlNode.Mapping mapping(String text) {
        return (YamlNode.Mapping)
                YamlDocument.read("a.yml", text, new Problems()).orElseThrow();
    }
}

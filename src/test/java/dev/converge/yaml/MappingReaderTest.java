package dev.converge.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.problem.Problem;
import dev.converge.problem.Problems;
import dev.converge.problem.SourceSpot;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class MappingReaderTest {

    private final Problems problems = new Problems();

    @Test
    void keysAreTakenWhateverTheirOrder() {
        MappingReader reader = reader("c: [x, 'y z']\na: web\nb: Yes\nd: {e: f}\n");

        String scalar = reader.takeScalar("a").orElseThrow().text();
        Optional<Boolean> bool = reader.takeBoolean("b");
        List<String> scalars =
                reader.takeScalars("c").stream().map(YamlNode.Scalar::text).toList();
        int entries = reader.takeMapping("d").orElseThrow().entries().size();
        reader.finish();

        assertThat(scalar).isEqualTo("web");
        assertThat(bool).contains(true);
        assertThat(scalars).containsExactly("x", "y z");
        assertThat(entries).isEqualTo(1);
        assertThat(problems.sorted()).isEmpty();
    }

    @Test
    void aKeyThatIsNotThereIsNoProblem() {
        MappingReader reader = reader("a: b\n");

        reader.take("a");
        boolean nothing = reader.take("x").isEmpty()
                && reader.takeScalar("x").isEmpty()
                && reader.takeBoolean("x").isEmpty()
                && reader.takeMapping("x").isEmpty()
                && reader.takeScalars("x").isEmpty()
                && reader.takeSequence("x").isEmpty();
        reader.finish();

        assertThat(nothing).isTrue();
        assertThat(problems.sorted()).isEmpty();
    }

    @Test
    void oneValueCountsAsAListOfOne() {
        MappingReader reader = reader("a: b\n");

        List<YamlNode.Scalar> scalars = reader.takeScalars("a");

        assertThat(scalars).extracting(YamlNode.Scalar::text).containsExactly("b");
    }

    @Test
    void anEmptyMappingOrListCountsAsNotThere() {
        MappingReader reader = reader("a:\nb: ~\n");

        assertThat(reader.takeMapping("a")).isEmpty();
        assertThat(reader.takeSequence("b")).isEmpty();
        assertThat(reader.takeScalars("b")).isEmpty();
        assertThat(problems.sorted()).isEmpty();
    }

    @Test
    void anUnknownKeySuggestsTheNearestOfThoseAskedFor() {
        MappingReader reader = reader("state: started\nretsart: 1\n");

        reader.take("state");
        reader.take("restart");
        reader.finish();

        assertThat(problems.sorted())
                .containsExactly(new Problem(
                        at(2, 1), "unknown key 'retsart' in unit polyscan.service", "did you mean 'restart'?"));
    }

    @Test
    void anUnknownKeyFarFromAllListsThem() {
        MappingReader reader = reader("colour: red\n");

        reader.take("state");
        reader.take("restart");
        reader.finish();

        assertThat(problems.sorted())
                .containsExactly(new Problem(
                        at(1, 1), "unknown key 'colour' in unit polyscan.service", "known keys: state, restart"));
    }

    record WrongType(String text, Consumer<MappingReader> taken, String spot, String message) {}

    static List<WrongType> wrongTypes() {
        return List.of(
                new WrongType("a: [b]", r -> r.takeScalar("a"), "1:4", "'a' should be one value, not a list"),
                new WrongType("a: {b: c}", r -> r.takeScalar("a"), "1:4", "'a' should be one value, not a mapping"),
                new WrongType("a:", r -> r.takeScalar("a"), "1:3", "'a' has no value"),
                new WrongType("a: maybe", r -> r.takeBoolean("a"), "1:4", "'a' should be true or false, not 'maybe'"),
                new WrongType("a: ''", r -> r.takeBoolean("a"), "1:4", "'a' should be true or false, not ''"),
                new WrongType(
                        "a: b",
                        r -> r.takeMapping("a"),
                        "1:4",
                        "'a' should be a mapping ('key: value'), not one value"),
                new WrongType(
                        "a: [b]", r -> r.takeMapping("a"), "1:4", "'a' should be a mapping ('key: value'), not a list"),
                new WrongType(
                        "a: {b: c}", r -> r.takeScalars("a"), "1:4", "'a' should be a list ('- item'), not a mapping"),
                new WrongType(
                        "a: [{b: c}]",
                        r -> r.takeScalars("a"),
                        "1:5",
                        "'a' should be a list of single values, not of mappings"),
                new WrongType(
                        "a: [[b]]",
                        r -> r.takeScalars("a"),
                        "1:5",
                        "'a' should be a list of single values, not of lists"),
                new WrongType("a: [~]", r -> r.takeScalars("a"), "1:5", "an empty item in 'a'"),
                new WrongType(
                        "a: b", r -> r.takeSequence("a"), "1:4", "'a' should be a list ('- item'), not one value"));
    }

    @ParameterizedTest
    @MethodSource("wrongTypes")
    void aWrongTypeIsAProblemAtTheValue(WrongType given) {
        MappingReader reader = reader(given.text());

        given.taken().accept(reader);

        assertThat(problems.sorted()).hasSize(1);
        assertThat(problems.sorted().getFirst().spot()).hasToString("a.yml:" + given.spot());
        assertThat(problems.sorted().getFirst().message()).isEqualTo(given.message());
    }

    private MappingReader reader(String text) {
        YamlNode root = YamlDocument.read("a.yml", text, problems).orElseThrow();
        return new MappingReader((YamlNode.Mapping) root, "unit polyscan.service", problems);
    }

    private static SourceSpot at(int line, int column) {
        return new SourceSpot("a.yml", line, column);
    }
}

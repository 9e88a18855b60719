package dev.converge.playbook;

import dev.converge.problem.Problems;
import dev.converge.problem.Spelling;
import dev.converge.yaml.MappingReader;
import dev.converge.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Takes single words and texts out of a mapping. */
final class ScalarReader {

    private final MappingReader keys;
    private final Problems problems;

    ScalarReader(MappingReader keys, Problems problems) {
        this.keys = keys;
        this.problems = problems;
    }

    static Text text(YamlNode.Scalar scalar) {
        return new Text(scalar.text(), scalar.spot(), scalar.plain(), scalar.literal());
    }

    /** A text that must not be empty. */
    Optional<Text> takeText(String key) {
        return keys.takeScalar(key).flatMap(scalar -> filled(key, scalar));
    }

    /** Texts that must not be empty; a single one counts as a list of one. */
    List<Text> takeTexts(String key) {
        List<Text> texts = new ArrayList<>();
        for (YamlNode.Scalar scalar : keys.takeScalars(key)) {
            filled(key, scalar).ifPresent(texts::add);
        }
        return texts;
    }

    /** One of an enum's words, in lower case. */
    <E extends Enum<E>> Optional<E> takeWord(String key, Class<E> type) {
        return keys.takeScalar(key).flatMap(scalar -> word(key, scalar, type));
    }

    private Optional<Text> filled(String key, YamlNode.Scalar scalar) {
        if (scalar.isNull() || scalar.text().isBlank()) {
            problems.add(scalar.spot(), "'" + key + "' is empty", "give it a value or remove it");
            return Optional.empty();
        }
        return Optional.of(text(scalar));
    }

    private <E extends Enum<E>> Optional<E> word(String key, YamlNode.Scalar scalar, Class<E> type) {
        List<E> constants = Arrays.asList(type.getEnumConstants());
        List<String> words = constants.stream()
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        int index = words.indexOf(scalar.text());
        if (index >= 0) {
            return Optional.of(constants.get(index));
        }
        problems.add(
                scalar.spot(),
                "'" + key + "' is '" + scalar.text() + "', expected " + oneOf(words),
                remedy(scalar.text(), words));
        return Optional.empty();
    }

    private static String remedy(String written, List<String> words) {
        if (written.contains("{{")) {
            return "an expression is not possible here: write the word out";
        }
        // Words of Ansible's systemd module.
        return switch (written) {
            case "restarted", "reloaded" -> "converge restarts a unit when a change needs it; see 'on_change'";
            case "present" -> "leave it out: a unit that is declared is there";
            case "running" -> "did you mean 'started'?";
            default -> Spelling.hint(written, words);
        };
    }

    private static String oneOf(List<String> words) {
        return String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
    }
}

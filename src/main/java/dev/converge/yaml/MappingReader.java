package dev.converge.yaml;

import dev.converge.problem.Problems;
import dev.converge.problem.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes the keys of one mapping one by one; what is left over at the end is unknown. Each wrong key or type becomes a problem at its own
 * spot, and reading goes on.
 */
public final class MappingReader {

    private final YamlNode.Mapping mapping;
    private final String what;
    private final Problems problems;

    /** In the order asked for, which is the order the operator is told them in. */
    private final Set<String> asked = new LinkedHashSet<>();

    /** @param what the thing described, for messages: {@code play}, {@code unit avatar-tank.service} */
    public MappingReader(YamlNode.Mapping mapping, String what, Problems problems) {
        this.mapping = mapping;
        this.what = what;
        this.problems = problems;
    }

    /** The value as it is, whatever its type; empty when the key is not there. */
    public Optional<YamlNode> take(String key) {
        asked.add(key);
        return mapping.entries().stream()
                .filter(entry -> entry.key().text().equals(key))
                .map(YamlNode.Entry::value)
                .findFirst();
    }

    /** One value; {@code key:} with nothing behind it is a problem. */
    public Optional<YamlNode.Scalar> takeScalar(String key) {
        Optional<YamlNode> node = take(key);
        if (node.isEmpty()) {
            return Optional.empty();
        }
        return switch (node.get()) {
            case YamlNode.Scalar scalar -> {
                if (scalar.isNull()) {
                    problems.add(scalar.spot(), "'" + key + "' has no value", "give it one, or leave the key out");
                    yield Optional.empty();
                }
                yield Optional.of(scalar);
            }
            case YamlNode.Sequence list -> wrong(list, key, "one value, not a list");
            case YamlNode.Mapping other -> wrong(other, key, "one value, not a mapping");
        };
    }

    /** Only {@code true}/{@code false} and Ansible's {@code yes}/{@code no}/{@code on}/{@code off}. */
    public Optional<Boolean> takeBoolean(String key) {
        Optional<YamlNode.Scalar> scalar = takeScalar(key);
        if (scalar.isEmpty()) {
            return Optional.empty();
        }
        Optional<Boolean> value = YamlValues.asBoolean(scalar.get().text());
        return value.isPresent()
                ? value
                : wrong(scalar.get(), key, "true or false, not '" + scalar.get().text() + "'");
    }

    /** {@code key:} with nothing behind it counts as not there, so that the last entry of a mapping can be commented out. */
    public Optional<YamlNode.Mapping> takeMapping(String key) {
        Optional<YamlNode> node = takeUnlessNull(key);
        if (node.isEmpty()) {
            return Optional.empty();
        }
        return switch (node.get()) {
            case YamlNode.Scalar scalar -> wrong(scalar, key, "a mapping ('key: value'), not one value");
            case YamlNode.Sequence list -> wrong(list, key, "a mapping ('key: value'), not a list");
            case YamlNode.Mapping found -> Optional.of(found);
        };
    }

    /** A sequence's items; a single scalar counts as a sequence of one. */
    public List<YamlNode.Scalar> takeScalars(String key) {
        List<YamlNode.Scalar> scalars = new ArrayList<>();
        for (YamlNode item : items(key, true)) {
            switch (item) {
                case YamlNode.Scalar scalar -> {
                    if (scalar.isNull()) {
                        problems.add(scalar.spot(), "an empty item in '" + key + "'", "give it a value, or remove it");
                    } else {
                        scalars.add(scalar);
                    }
                }
                case YamlNode.Sequence list -> wrong(list, key, "a list of single values, not of lists");
                case YamlNode.Mapping other -> wrong(other, key, "a list of single values, not of mappings");
            }
        }
        return List.copyOf(scalars);
    }

    /** A sequence's items, whatever they are; {@code key:} with nothing behind it counts as not there. */
    public List<YamlNode> takeSequence(String key) {
        return items(key, false);
    }

    private List<YamlNode> items(String key, boolean orOneScalar) {
        Optional<YamlNode> node = takeUnlessNull(key);
        if (node.isEmpty()) {
            return List.of();
        }
        Optional<List<YamlNode>> items = switch (node.get()) {
            case YamlNode.Scalar scalar ->
                orOneScalar ? Optional.of(List.of(scalar)) : wrong(scalar, key, "a list ('- item'), not one value");
            case YamlNode.Mapping other -> wrong(other, key, "a list ('- item'), not a mapping");
            case YamlNode.Sequence list -> Optional.of(list.items());
        };
        return items.orElse(List.of());
    }

    private Optional<YamlNode> takeUnlessNull(String key) {
        return take(key).filter(node -> !(node instanceof YamlNode.Scalar scalar && scalar.isNull()));
    }

    /** Reports every key that nobody took, with the nearest of those that were asked for. */
    public void finish() {
        for (YamlNode.Entry entry : mapping.entries()) {
            String key = entry.key().text();
            if (!asked.contains(key)) {
                String hint = Spelling.hint(key, asked);
                problems.add(
                        entry.key().spot(),
                        "unknown key '" + key + "' in " + what,
                        hint.isEmpty() ? "known keys: " + String.join(", ", asked) : hint);
            }
        }
    }

    private <T> Optional<T> wrong(YamlNode at, String key, String expected) {
        problems.add(at.spot(), "'" + key + "' should be " + expected);
        return Optional.empty();
    }
}

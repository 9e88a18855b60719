package dev.converge.playbook;

import dev.converge.playbook.UnitDeclaration.SettingDeclaration;
import dev.converge.problem.Problems;
import dev.converge.problem.SourceSpot;
import dev.converge.yaml.MappingReader;
import dev.converge.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads mappings of directives to a value or a list of values. */
final class SettingsReader {

    private final String withoutValue;
    private final Problems problems;

    /** @param withoutValue what to do about a directive that has no value */
    SettingsReader(String withoutValue, Problems problems) {
        this.withoutValue = withoutValue;
        this.problems = problems;
    }

    /** What the mapping of this key holds; nothing when there is none. */
    List<SettingDeclaration> take(String key, MappingReader keys) {
        List<SettingDeclaration> settings = new ArrayList<>();
        keys.takeMapping(key).map(YamlNode.Mapping::entries).orElse(List.of()).forEach(setting -> {
            String directive = setting.key().text();
            settings.add(new SettingDeclaration(directive, setting.key().spot(), values(directive, setting.value())));
        });
        return settings;
    }

    private List<Text> values(String directive, YamlNode written) {
        return switch (written) {
            case YamlNode.Scalar scalar -> value(directive, scalar).stream().toList();
            case YamlNode.Sequence list -> {
                if (list.items().isEmpty()) {
                    noValue(directive, list.spot());
                }
                yield list.items().stream()
                        .flatMap(item -> value(directive, item).stream())
                        .toList();
            }
            case YamlNode.Mapping mapping -> {
                problems.add(mapping.spot(), "'" + directive + "' should be one value or a list of values");
                yield List.of();
            }
        };
    }

    private Optional<Text> value(String directive, YamlNode written) {
        if (written instanceof YamlNode.Scalar scalar) {
            if (!scalar.isNull()) {
                return Optional.of(ScalarReader.text(scalar));
            }
            noValue(directive, scalar.spot());
        } else {
            problems.add(written.spot(), "'" + directive + "' should be a list of single values");
        }
        return Optional.empty();
    }

    private void noValue(String directive, SourceSpot spot) {
        problems.add(spot, "'" + directive + "' has no value", withoutValue);
    }
}

package dev.converge.playbook;

import dev.converge.playbook.UnitDeclaration.OnChange;
import dev.converge.playbook.UnitDeclaration.RunState;
import dev.converge.playbook.UnitDeclaration.SettingDeclaration;
import dev.converge.problem.Problems;
import dev.converge.problem.SourceSpot;
import dev.converge.unit.UnitName;
import dev.converge.yaml.MappingReader;
import dev.converge.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one entry of {@code units:}. */
final class UnitReader {

    private final UnitName name;
    private final YamlNode.Entry entry;
    private final Problems problems;

    UnitReader(UnitName name, YamlNode.Entry entry, Problems problems) {
        this.name = name;
        this.entry = entry;
        this.problems = problems;
    }

    /** The unit; nothing when its value is no mapping. */
    Optional<UnitDeclaration> read() {
        if (entry.value() instanceof YamlNode.Mapping mapping) {
            return Optional.of(read(mapping));
        }
        boolean empty = entry.value() instanceof YamlNode.Scalar scalar && scalar.isNull();
        problems.add(
                entry.key().spot(),
                empty ? name + " declares nothing" : name + " should be a mapping ('key: value')",
                empty ? "write '" + name + ": {}' for a unit that is known and left as it is" : "");
        return Optional.empty();
    }

    private UnitDeclaration read(YamlNode.Mapping mapping) {
        MappingReader keys = new MappingReader(mapping, "unit " + name, problems);
        ScalarReader scalars = new ScalarReader(keys, problems);
        UnitDeclaration unit = new UnitDeclaration(
                name,
                entry.key().spot(),
                ContentReader.take(keys, problems),
                scalars.takeWord("state", RunState.class),
                keys.takeBoolean("enabled"),
                keys.takeBoolean("masked"),
                scalars.takeWord("on_change", OnChange.class).orElse(OnChange.RESTART),
                settings("restart", keys),
                settings("resources", keys),
                settings("settings", keys),
                new DropInsReader(name, problems).read(keys));
        ForeignKeys.explainInUnit(mapping, keys, problems);
        keys.finish();
        ContentReader.refuseTwo(mapping, name.value(), problems);
        new UnitContradictions(unit, mapping, problems).report();
        return unit;
    }

    private List<SettingDeclaration> settings(String topic, MappingReader keys) {
        List<SettingDeclaration> settings = new ArrayList<>();
        keys.takeMapping(topic).map(YamlNode.Mapping::entries).orElse(List.of()).forEach(setting -> {
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
        problems.add(
                spot,
                "'" + directive + "' has no value",
                "remove it to leave it alone, or write \"\" to reset what the unit's own file says");
    }
}

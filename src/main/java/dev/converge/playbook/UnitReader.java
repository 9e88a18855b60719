package dev.converge.playbook;

import dev.converge.playbook.UnitDeclaration.OnChange;
import dev.converge.playbook.UnitDeclaration.RunState;
import dev.converge.playbook.UnitDeclaration.Scope;
import dev.converge.problem.Problems;
import dev.converge.unit.UnitName;
import dev.converge.yaml.MappingReader;
import dev.converge.yaml.YamlNode;
import java.util.Optional;

/** Reads one entry of {@code units:}. */
final class UnitReader {

    private static final String RESET =
            "remove it to leave it alone, or write \"\" to reset what the unit's own file says";

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
        SettingsReader settings = new SettingsReader(RESET, problems);
        UnitDeclaration unit = new UnitDeclaration(
                name,
                entry.key().spot(),
                scalars.takeWord("scope", Scope.class).orElse(Scope.SYSTEM),
                scalars.takeText("user"),
                ContentReader.take(keys, problems),
                scalars.takeWord("state", RunState.class),
                keys.takeBoolean("enabled"),
                keys.takeBoolean("masked"),
                scalars.takeWord("on_change", OnChange.class).orElse(OnChange.RESTART),
                new HealthReader(problems).take(keys),
                settings.take("restart", keys),
                settings.take("resources", keys),
                settings.take("settings", keys),
                new DropInsReader(name, problems).read(keys));
        ForeignKeys.explainInUnit(mapping, keys, problems);
        keys.finish();
        ContentReader.refuseTwo(mapping, name.value(), problems);
        new UnitContradictions(unit, mapping, problems).report();
        return unit;
    }
}

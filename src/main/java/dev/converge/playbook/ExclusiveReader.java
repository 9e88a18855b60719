package dev.converge.playbook;

import dev.converge.problem.Problems;
import dev.converge.yaml.MappingReader;
import dev.converge.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code exclusive:}. */
final class ExclusiveReader {

    private static final String EXAMPLE =
            "write it as '- { executable: /usr/local/bin/mediamtx, unit: avatar-tank.service }'";

    private ExclusiveReader() {}

    static List<ExclusiveDeclaration> take(MappingReader play, Problems problems) {
        List<ExclusiveDeclaration> entries = new ArrayList<>();
        for (YamlNode item : play.takeSequence("exclusive")) {
            if (item instanceof YamlNode.Mapping entry) {
                read(entry, problems).ifPresent(entries::add);
            } else {
                problems.add(item.spot(), "expected a program and the unit that owns it", EXAMPLE);
            }
        }
        return entries;
    }

    private static Optional<ExclusiveDeclaration> read(YamlNode.Mapping entry, Problems problems) {
        MappingReader keys = new MappingReader(entry, "an entry of 'exclusive'", problems);
        ScalarReader scalars = new ScalarReader(keys, problems);
        for (String key : List.of("executable", "unit")) {
            if (keys.take(key).isEmpty()) {
                problems.add(entry.spot(), "this entry of 'exclusive' has no '" + key + "'", EXAMPLE);
            }
        }
        Optional<Text> executable = scalars.takeText("executable");
        Optional<Text> unit = scalars.takeText("unit");
        Optional<Text> processes = scalars.takeText("processes");
        keys.finish();
        return executable.isPresent() && unit.isPresent()
                ? Optional.of(new ExclusiveDeclaration(entry.spot(), executable.get(), unit.get(), processes))
                : Optional.empty();
    }
}

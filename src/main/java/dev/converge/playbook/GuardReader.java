package dev.converge.playbook;

import dev.converge.playbook.UnitDeclaration.SettingDeclaration;
import dev.converge.problem.Problems;
import dev.converge.yaml.MappingReader;
import dev.converge.yaml.YamlNode;
import java.util.List;
import java.util.Optional;

/** Reads one entry of {@code guards:}. */
final class GuardReader {

    private final YamlNode item;
    private final Problems problems;

    GuardReader(YamlNode item, Problems problems) {
        this.item = item;
        this.problems = problems;
    }

    /** The guard; nothing, with problems, when it does not say which units it means or what they get. */
    Optional<GuardDeclaration> read() {
        if (item instanceof YamlNode.Mapping mapping) {
            return read(mapping);
        }
        problems.add(
                item.spot(),
                "expected a guard",
                "write it as '- match: \"*.service\"' with 'restart' or 'resources' below");
        return Optional.empty();
    }

    private Optional<GuardDeclaration> read(YamlNode.Mapping mapping) {
        MappingReader keys = new MappingReader(mapping, "a guard", problems);
        ScalarReader scalars = new ScalarReader(keys, problems);
        SettingsReader settings =
                new SettingsReader("write the limit that undeclared units get, or remove it", problems);
        boolean hasMatch = keys.take("match").isPresent();
        List<Text> match = scalars.takeTexts("match");
        List<Text> except = scalars.takeTexts("except");
        GuardDeclaration.Origin origin =
                scalars.takeWord("origin", GuardDeclaration.Origin.class).orElse(GuardDeclaration.Origin.LOCAL);
        List<SettingDeclaration> restart = settings.take("restart", keys);
        List<SettingDeclaration> resources = settings.take("resources", keys);
        boolean sets =
                keys.take("restart").isPresent() || keys.take("resources").isPresent();
        keys.finish();
        if (!hasMatch) {
            problems.add(
                    mapping.spot(),
                    "this guard has no 'match'",
                    "say which undeclared units it is for: match: \"*.service\"");
        }
        if (!sets) {
            problems.add(
                    mapping.spot(),
                    "this guard sets nothing",
                    "give it 'restart', such as { StartLimitIntervalSec: 5min, StartLimitBurst: 5 }, or 'resources'");
        }
        return hasMatch && sets
                ? Optional.of(new GuardDeclaration(mapping.spot(), match, except, origin, restart, resources))
                : Optional.empty();
    }
}

package dev.converge.playbook;

import dev.converge.playbook.UnitDeclaration.SettingDeclaration;
import dev.converge.problem.Problems;
import dev.converge.unit.PlayName;
import dev.converge.yaml.MappingReader;
import dev.converge.yaml.YamlNode;
import dev.converge.yaml.YamlValues;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one play. */
final class PlayReader {

    /** The keys that declare nothing on a host. */
    private static final List<String> OTHER_KEYS = List.of("name", "hosts", "vars", "become", "tags", "rollout");

    private static final Pattern SLUGGABLE = Pattern.compile("[A-Za-z0-9]");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern TAG = Pattern.compile("[^\\s,]+");

    private final YamlNode.Mapping mapping;
    private final Path templates;
    private final Problems problems;
    private final MappingReader keys;
    private final ScalarReader scalars;

    PlayReader(YamlNode.Mapping mapping, Path templates, Problems problems) {
        this.mapping = mapping;
        this.templates = templates;
        this.problems = problems;
        this.keys = new MappingReader(mapping, describe(mapping), problems);
        this.scalars = new ScalarReader(keys, problems);
    }

    private static String describe(YamlNode.Mapping mapping) {
        return mapping.entries().stream()
                .filter(entry -> entry.key().text().equals("name"))
                .flatMap(entry -> entry.value() instanceof YamlNode.Scalar name
                        ? Optional.of("play '" + name.text() + "'").stream()
                        : Optional.<String>empty().stream())
                .findFirst()
                .orElse("this play");
    }

    /** The play; nothing when it has no usable name or no hosts, which is then in the problems with all the rest. */
    Optional<Play> read() {
        Optional<Text> title = title();
        Optional<Text> hosts = hosts();
        List<VariableDeclaration> vars = variables();
        boolean become = keys.takeBoolean("become").orElse(true);
        List<String> tags = tags();
        Optional<Rollout> rollout = new RolloutReader(problems).take(keys);
        List<UnitDeclaration> units = units();
        List<StrayDeclaration> strays = strays();
        List<PresetDeclaration> presets = presets();
        List<ExclusiveDeclaration> exclusive = ExclusiveReader.take(keys, problems);
        List<FileDeclaration> files = files();
        List<GuardDeclaration> guards = guards();
        List<SettingDeclaration> manager =
                new SettingsReader("remove it to leave it to systemd", problems).take("manager", keys);
        ChecksDeclaration checks = new ChecksReader(problems).take(keys);
        ForeignKeys.explainInPlay(mapping, keys, problems);
        keys.finish();
        refuseEmpty();
        if (title.isEmpty() || hosts.isEmpty()) {
            return Optional.empty();
        }
        Text name = title.get();
        return Optional.of(new Play(
                PlayName.ofTitle(name.raw()),
                name.raw(),
                name.spot(),
                hosts.get(),
                vars,
                become,
                tags,
                rollout,
                templates,
                units,
                strays,
                presets,
                exclusive,
                files,
                guards,
                manager,
                checks));
    }

    private Optional<Text> title() {
        if (keys.take("name").isEmpty()) {
            problems.add(
                    mapping.spot(),
                    "this play has no 'name'",
                    "add one: it tells on every host which files belong to this play");
            return Optional.empty();
        }
        Optional<Text> title = scalars.takeText("name");
        if (title.isPresent() && !SLUGGABLE.matcher(title.get().raw()).find()) {
            problems.add(
                    title.get().spot(),
                    "the name '" + title.get().raw() + "' has no letter or digit in it",
                    "use at least one of a-z and 0-9");
            return Optional.empty();
        }
        return title;
    }

    private Optional<Text> hosts() {
        if (keys.take("hosts").isEmpty()) {
            problems.add(
                    mapping.spot(), "this play has no 'hosts'", "add one: a host, a group or a pattern, such as 'all'");
            return Optional.empty();
        }
        List<Text> patterns = scalars.takeTexts("hosts");
        if (patterns.size() < 2) {
            return patterns.stream().findFirst();
        }
        // Ansible takes a list as well, and means the union.
        Text first = patterns.getFirst();
        return Optional.of(
                new Text(String.join(":", patterns.stream().map(Text::raw).toList()), first.spot(), first.plain()));
    }

    private List<VariableDeclaration> variables() {
        List<VariableDeclaration> variables = new ArrayList<>();
        for (YamlNode.Entry entry : entries("vars")) {
            YamlNode.Scalar key = entry.key();
            if (VARIABLE.matcher(key.text()).matches()) {
                variables.add(new VariableDeclaration(key.text(), entry.value().spot(), YamlValues.of(entry.value())));
            } else {
                problems.add(
                        key.spot(),
                        "'" + key.text() + "' cannot be the name of a variable",
                        "use letters, digits and _, beginning with a letter");
            }
        }
        return variables;
    }

    private List<String> tags() {
        List<String> tags = new ArrayList<>();
        for (Text tag : scalars.takeTexts("tags")) {
            if (TAG.matcher(tag.raw()).matches()) {
                tags.add(tag.raw());
            } else {
                problems.add(
                        tag.spot(),
                        "'" + tag.raw() + "' is not a tag: it holds a blank or a comma",
                        "write several tags as a list: tags: [one, two]");
            }
        }
        return tags;
    }

    private List<UnitDeclaration> units() {
        List<UnitDeclaration> units = new ArrayList<>();
        for (YamlNode.Entry entry : entries("units")) {
            UnitNames.read(entry.key().text(), entry.key().spot(), problems)
                    .flatMap(name -> new UnitReader(name, entry, problems).read())
                    .ifPresent(units::add);
        }
        return units;
    }

    private List<StrayDeclaration> strays() {
        List<StrayDeclaration> strays = new ArrayList<>();
        for (YamlNode item : keys.takeSequence("strays")) {
            if (item instanceof YamlNode.Mapping stray) {
                stray(stray).ifPresent(strays::add);
            } else {
                problems.add(
                        item.spot(), "expected a rule for strays", "write it as '- match: [\"avatar-*.service\"]'");
            }
        }
        return strays;
    }

    private Optional<StrayDeclaration> stray(YamlNode.Mapping stray) {
        MappingReader strayKeys = new MappingReader(stray, "a rule for strays", problems);
        ScalarReader strayScalars = new ScalarReader(strayKeys, problems);
        boolean hasMatch = strayKeys.take("match").isPresent();
        List<Text> match = strayScalars.takeTexts("match");
        StrayDeclaration.Action action =
                strayScalars.takeWord("action", StrayDeclaration.Action.class).orElse(StrayDeclaration.Action.REMOVE);
        List<Text> except = strayScalars.takeTexts("except");
        strayKeys.finish();
        if (!hasMatch) {
            problems.add(
                    stray.spot(),
                    "this rule for strays has no 'match'",
                    "say which undeclared units it means: match: [\"avatar-*.service\"]");
            return Optional.empty();
        }
        return Optional.of(new StrayDeclaration(stray.spot(), match, action, except));
    }

    private List<PresetDeclaration> presets() {
        List<PresetDeclaration> presets = new ArrayList<>();
        for (YamlNode.Entry entry : entries("presets")) {
            if (entry.value() instanceof YamlNode.Scalar policy && !policy.isNull()) {
                presets.add(new PresetDeclaration(ScalarReader.text(entry.key()), ScalarReader.text(policy)));
            } else {
                problems.add(entry.value().spot(), "a preset is one word: enable, disable or ignore");
            }
        }
        return presets;
    }

    private List<FileDeclaration> files() {
        List<FileDeclaration> files = new ArrayList<>();
        for (YamlNode.Entry entry : entries("files")) {
            new FileReader(entry, problems).read().ifPresent(files::add);
        }
        return files;
    }

    private List<GuardDeclaration> guards() {
        return keys.takeSequence("guards").stream()
                .flatMap(item -> new GuardReader(item, problems).read().stream())
                .toList();
    }

    /** A play with a key that is not known is left alone: that key was probably meant to declare something. */
    private void refuseEmpty() {
        boolean declares = mapping.entries().stream()
                .filter(entry -> !OTHER_KEYS.contains(entry.key().text()))
                .anyMatch(entry -> !(entry.value() instanceof YamlNode.Scalar scalar && scalar.isNull()));
        if (!declares) {
            problems.add(
                    mapping.spot(),
                    "this play declares nothing",
                    "give it 'units', 'strays', 'presets', 'files', 'guards', 'manager' or 'checks', or remove the play");
        }
    }

    private List<YamlNode.Entry> entries(String key) {
        return keys.takeMapping(key).map(YamlNode.Mapping::entries).orElse(List.of());
    }
}

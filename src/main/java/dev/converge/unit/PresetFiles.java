package dev.converge.unit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** All preset files of a host: which of one name counts, in which order they are read, and what they say of a unit (SYSTEMD.md 6). */
final class PresetFiles {

    private static final int IGNORE_SINCE = 254;

    private record Source(HostPath path, PresetFile.Rule rule) {}

    private final List<Source> rules = new ArrayList<>();

    PresetFiles(FileTree tree, SearchPath searchPath, SystemdVersion version) {
        SortedMap<String, HostPath> first = new TreeMap<>(ByteOrder.INSTANCE);
        for (HostPath directory : searchPath.presets()) {
            tree.list(directory).forEach((name, path) -> {
                if (name.endsWith(".preset") && !name.startsWith(".")) {
                    first.putIfAbsent(name, path);
                }
            });
        }
        first.values()
                .forEach(path -> tree.read(path)
                        .map(PresetFile::parse)
                        .ifPresent(file -> file.rules().forEach(rule -> rules.add(new Source(path, rule)))));
        if (!version.isAtLeast(IGNORE_SINCE)) {
            rules.removeIf(source -> source.rule().policy() == PresetDecision.Policy.IGNORE);
        }
    }

    PresetDecision decide(UnitName unit) {
        Optional<Source> deciding =
                rules.stream().filter(source -> source.rule().matches(unit)).findFirst();
        return new PresetDecision(
                deciding.map(source -> source.rule().policy()).orElse(PresetDecision.Policy.ENABLE),
                deciding.map(source -> new PresetDecision.Rule(
                        source.path(), source.rule().line(), source.rule().text())));
    }
}

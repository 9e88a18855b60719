package dev.converge.unit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The {@code [Install]} section of a unit with its drop-ins, specifiers put in. Read on its own and not through {@link MergedUnit},
 * because {@code systemctl enable} knows fewer drop-in directories than PID 1 does (SYSTEMD.md 7).
 *
 * @param writtenAliases {@code aliases} with their specifiers: by these systemd tells whether a link is one that the unit asks for
 * @param defaultInstance of a template
 */
record InstallSection(
        List<String> wantedBy,
        List<String> requiredBy,
        List<String> upheldBy,
        List<String> aliases,
        List<String> writtenAliases,
        List<String> also,
        Optional<String> defaultInstance) {

    static final InstallSection NONE =
            new InstallSection(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), Optional.empty());

    /** @param files the fragment first */
    static InstallSection of(UnitName unit, List<UnitFile> files, SystemdVersion version) {
        Optional<String> instance = unit.isTemplate() ? defaultInstance(files) : Optional.empty();
        Specifiers specifiers =
                Specifiers.ofInstall(instance.map(unit::withInstance).orElse(unit));
        return new InstallSection(
                specifiers.expand(words(files, "WantedBy")),
                specifiers.expand(words(files, "RequiredBy")),
                LinkIndex.hasUpholds(version) ? specifiers.expand(words(files, "UpheldBy")) : List.of(),
                specifiers.expand(words(files, "Alias")),
                words(files, "Alias"),
                specifiers.expand(words(files, "Also")),
                instance);
    }

    /** Whether {@code systemctl enable} has something to do for the unit itself. */
    boolean hasRules() {
        return !(wantedBy.isEmpty() && requiredBy.isEmpty() && upheldBy.isEmpty() && aliases.isEmpty());
    }

    /** Lists append, an empty assignment forgets what was before. */
    private static List<String> words(List<UnitFile> files, String name) {
        List<String> words = new ArrayList<>();
        for (String value : values(files, name)) {
            if (value.isEmpty() && !name.equals("Also")) {
                words.clear();
            }
            words.addAll(Words.of(value));
        }
        return words;
    }

    private static Optional<String> defaultInstance(List<UnitFile> files) {
        List<String> values = values(files, "DefaultInstance");
        return values.isEmpty() || values.getLast().isEmpty() ? Optional.empty() : Optional.of(values.getLast());
    }

    private static List<String> values(List<UnitFile> files, String name) {
        return files.stream()
                .flatMap(file -> file.assignments().stream())
                .filter(assignment -> assignment.section().equals("Install")
                        && assignment.name().equals(name))
                .map(UnitFile.Assignment::value)
                .toList();
    }
}

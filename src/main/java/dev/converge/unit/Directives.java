package dev.converge.unit;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The directives converge knows, all of systemd's up to version 262. They come from the resource {@code directives.tsv}, which
 * {@code lab/directives/generate} makes from what systemd itself prints, and which is read at the first question.
 */
public final class Directives {

    private Directives() {}

    /** The directive as units of this type take it. {@code StartLimitBurst} of a service is in {@code [Unit]}. */
    public static Optional<Directive> find(UnitType type, String name) {
        return sectionsOf(type)
                .flatMap(section -> inSection(type, section, name).stream())
                .findFirst();
    }

    /** What is read at this very place: the old {@code [Service] StartLimitInterval=} is found, {@code [Service] StartLimitIntervalSec=} is not. */
    public static Optional<Directive> inSection(UnitType type, String section, String name) {
        if (sectionsOf(type).noneMatch(section::equals)) {
            return Optional.empty();
        }
        return DirectiveTable.get().find(section, name);
    }

    /** All names that units of this type take, in alphabetical order, for suggestions. Legacy names are left out. */
    public static List<String> namesFor(UnitType type) {
        return sectionsOf(type)
                .flatMap(section -> DirectiveTable.get().inSection(section))
                .filter(directive -> directive.replacedBy().isEmpty())
                .map(Directive::name)
                .distinct()
                .sorted()
                .toList();
    }

    /** Where units of a type are configured. {@code [Unit]} comes first: old places in {@code [Service]} are still read, but not to be used. */
    private static Stream<String> sectionsOf(UnitType type) {
        return Stream.of("Unit", type.section(), "Install");
    }
}

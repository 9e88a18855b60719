package dev.converge.unit;

import java.util.List;
import java.util.Optional;

/** The directives converge knows, all of systemd's (table in the resource {@code directives.tsv}). */
public final class Directives {

    private Directives() {}

    /** The directive as units of this type take it. {@code StartLimitBurst} of a service is in {@code [Unit]}. */
    public static Optional<Directive> find(UnitType type, String name) {
        throw new UnsupportedOperationException();
    }

    /** What is read at this very place: the old {@code [Service] StartLimitInterval=} is found, {@code [Service] StartLimitIntervalSec=} is not. */
    public static Optional<Directive> inSection(UnitType type, String section, String name) {
        throw new UnsupportedOperationException();
    }

    /** All names that units of this type take, in alphabetical order, for suggestions. */
    public static List<String> namesFor(UnitType type) {
        throw new UnsupportedOperationException();
    }
}

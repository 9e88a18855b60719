package dev.converge.unit;

import java.util.Comparator;

/** Where a directive stands: its section and its name. */
record Place(String section, String name) implements Comparable<Place> {

    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::section).thenComparing(Place::name);

    /** Where systemd files a directive: the old places and the old name of the start limit are those of the new ones. */
    static Place of(Directive directive) {
        String name = directive.name().equals("StartLimitInterval") ? "StartLimitIntervalSec" : directive.name();
        return new Place(name.startsWith("StartLimit") ? "Unit" : directive.section(), name);
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}

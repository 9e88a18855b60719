package dev.converge.unit;

import java.util.Comparator;

/** Where a directive stands: its section and its name. */
record Place(String section, String name) implements Comparable<Place> {

    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::section).thenComparing(Place::name);

    static Place of(Directive directive) {
        return new Place(directive.section(), directive.name());
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}

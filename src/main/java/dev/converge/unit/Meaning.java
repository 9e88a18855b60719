package dev.converge.unit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one unit file says, apart from how: equal for two files that systemd cannot tell apart. Comments, blanks, the order of different
 * directives, repeated sections and the spelling of values are gone. What converge does not know, or what systemd would refuse, counts as
 * the text it is: other versions may read it.
 *
 * @param known by the place systemd files it under
 * @param unknown values as written, in their order
 * @param masks see {@link UnitFile#masks}
 * @param broken whether systemd stops reading somewhere
 */
record Meaning(SortedMap<Place, Known> known, SortedMap<Place, List<String>> unknown, boolean masks, boolean broken) {

    /** @param resets whether what stands in files before this one is thrown away */
    record Known(boolean resets, List<String> values, List<String> refused) {}

    Meaning {
        known = Collections.unmodifiableSortedMap(known);
        unknown = Collections.unmodifiableSortedMap(unknown);
    }

    static Meaning of(UnitFile file, UnitType type) {
        SortedMap<Place, Accumulated<String>> accumulated = new TreeMap<>();
        SortedMap<Place, List<String>> unknown = new TreeMap<>();
        for (UnitFile.Assignment assignment : file.assignments()) {
            Directives.inSection(type, assignment.section(), assignment.name())
                    .ifPresentOrElse(
                            directive -> accumulated
                                    .computeIfAbsent(Place.of(directive), place -> new Accumulated<>(directive))
                                    .add(assignment.value(), assignment.value()),
                            () -> unknown.computeIfAbsent(
                                            new Place(assignment.section(), assignment.name()),
                                            place -> new ArrayList<>())
                                    .add(assignment.value()));
        }
        SortedMap<Place, Known> known = new TreeMap<>();
        accumulated.forEach((place, values) -> {
            Known entry = new Known(values.resets(), values.canonical(), values.refused());
            if (!entry.equals(new Known(false, List.of(), List.of()))) {
                known.put(place, entry);
            }
        });
        return new Meaning(known, unknown, file.masks(), file.isBroken());
    }
}

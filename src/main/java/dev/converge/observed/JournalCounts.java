package dev.converge.observed;

import dev.converge.unit.UnitName;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a host's journal holds, counted there. Only entries of PID 1 and of the kernel count.
 *
 * @param readable whether the entries of PID 1 could be seen at all; when not, no number here says anything
 * @param oldest from when its oldest entry is: it may reach less far back than was asked for
 * @param units by name, those with at least one entry
 * @param killed how often the kernel killed something of a unit because memory was out
 * @param places where it is kept
 */
public record JournalCounts(
        boolean readable,
        Optional<Instant> oldest,
        SortedMap<UnitName, Starts> units,
        SortedMap<UnitName, Long> killed,
        List<Place> places) {

    public JournalCounts {
        units = Collections.unmodifiableSortedMap(new TreeMap<>(units));
        killed = Collections.unmodifiableSortedMap(new TreeMap<>(killed));
        places = List.copyOf(places);
    }

    /** One that could not be read. */
    public static final JournalCounts UNREADABLE =
            new JournalCounts(false, Optional.empty(), new TreeMap<>(), new TreeMap<>(), List.of());

    /** What it says of a unit. */
    public Starts of(UnitName unit) {
        return units.getOrDefault(unit, Starts.NONE);
    }

    /**
     * @param starts whoever asked for them, in all of the time that was asked for; {@code failures} likewise
     * @param startsInHour in the last hour; {@code failuresInHour} likewise
     * @param startsOfLate in the last five minutes
     * @param atLeast whether there were too many entries to count all in time: then there are more than these
     */
    public record Starts(
            long starts, long failures, long startsInHour, long failuresInHour, long startsOfLate, boolean atLeast) {
        public static final Starts NONE = new Starts(0, 0, 0, 0, 0, false);
    }

    /**
     * A directory of journal files.
     *
     * @param path absolute
     * @param bytes that the journal takes there
     * @param used of the file system, by whatever; {@code available} how much of it is left
     */
    public record Place(String path, long bytes, long used, long available) {}
}

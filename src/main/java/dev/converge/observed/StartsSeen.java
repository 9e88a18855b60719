package dev.converge.observed;

import dev.converge.unit.UnitName;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which services were started anew while the host was looked at. A start gives a unit another invocation ID, whoever asked for it, and anybody may
 * read that: so this is seen where the journal is not.
 *
 * @param span of the look, some seconds
 * @param counts by name, those with at least one start. Coming to life, of what did not run, is none
 */
public record StartsSeen(Duration span, SortedMap<UnitName, Count> counts) {

    public static final StartsSeen NONE = new StartsSeen(Duration.ZERO, new TreeMap<>());

    public StartsSeen {
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }

    /** What was seen of a service. */
    public Count of(UnitName unit) {
        return counts.getOrDefault(unit, Count.NONE);
    }

    /**
     * @param starts at least so many, whoever asked for them
     * @param automatic of those, what {@code NRestarts=} counted
     */
    public record Count(long starts, long automatic) {
        public static final Count NONE = new Count(0, 0);

        public long byOthers() {
            return Math.max(0, starts - automatic);
        }
    }
}

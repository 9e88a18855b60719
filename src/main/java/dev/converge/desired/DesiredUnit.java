package dev.converge.desired;

import dev.converge.unit.Content;
import dev.converge.unit.UnitName;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one unit should be. An empty Optional means: not managed, leave it as it is.
 *
 * @param file the unit's file, header line included
 * @param state started, stopped or absent
 * @param dropIns content by file name ({@code zz-converge.conf}, {@code 60-tls.conf}), header lines included
 */
public record DesiredUnit(
        UnitName name,
        Optional<Content> file,
        Optional<State> state,
        Optional<Boolean> enabled,
        Optional<Boolean> masked,
        OnChange onChange,
        SortedMap<String, Content> dropIns) {

    /** The drop-in made of {@code restart}, {@code resources} and {@code settings}: sorts last, so it has the last word. */
    public static final String SETTINGS_DROP_IN = "zz-converge.conf";

    /** Whether it runs. */
    public enum State {
        STARTED,
        STOPPED,
        ABSENT
    }

    /** What a running unit undergoes when a directive changed that needs it. */
    public enum OnChange {
        RESTART,
        RELOAD,
        NONE
    }

    public DesiredUnit {
        dropIns = Collections.unmodifiableSortedMap(new TreeMap<>(dropIns));
    }
}

package dev.converge.desired;

import dev.converge.problem.SourceSpot;
import dev.converge.unit.Content;
import dev.converge.unit.HealthGate;
import dev.converge.unit.HostPath;
import dev.converge.unit.UnitName;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one unit should be. An empty Optional means: not managed, leave it as it is.
 *
 * @param spot where a play declares it
 * @param file the unit's file, header line included
 * @param state started, stopped or absent
 * @param health what it has to show once it was started; nothing: what every unit has to
 * @param dropIns content by file name ({@code zz-converge.conf}, {@code 60-tls.conf}), header lines included
 * @param requirements what of all these texts not every systemd reads, in their order
 */
public record DesiredUnit(
        UnitName name,
        SourceSpot spot,
        Optional<Content> file,
        Optional<State> state,
        Optional<Boolean> enabled,
        Optional<Boolean> masked,
        OnChange onChange,
        Optional<HealthGate> health,
        SortedMap<String, Content> dropIns,
        List<Requirement> requirements) {

    private static final HostPath UNITS = new HostPath("/etc/systemd/system");

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

    /** Whether it is to be gone. */
    public boolean isAbsent() {
        return is(State.ABSENT);
    }

    /** Whether it is to run now. */
    public boolean isStarted() {
        return is(State.STARTED);
    }

    /** Whether it is to start by itself. */
    public boolean isEnabled() {
        return enabled.orElse(false);
    }

    /** Whether it is to run, now or from the next boot on. */
    public boolean isWanted() {
        return isStarted() || isEnabled();
    }

    private boolean is(State wanted) {
        return state.filter(wanted::equals).isPresent();
    }

    public DesiredUnit {
        dropIns = Collections.unmodifiableSortedMap(new TreeMap<>(dropIns));
        requirements = List.copyOf(requirements);
    }

    /** The unit's file and drop-ins by their paths on the host. */
    public SortedMap<HostPath, Content> texts() {
        SortedMap<HostPath, Content> texts = new TreeMap<>();
        file.ifPresent(content -> texts.put(UNITS.resolve(name.value()), content));
        dropIns.forEach(
                (dropIn, content) -> texts.put(UNITS.resolve(name + ".d").resolve(dropIn), content));
        return texts;
    }
}

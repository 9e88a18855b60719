package dev.converge.diff;

import dev.converge.observed.ObservedHost;
import dev.converge.observed.UnitRuntime;
import dev.converge.unit.FileState;
import dev.converge.unit.HostPath;
import dev.converge.unit.UnitName;
import dev.converge.unit.UserName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a plan takes for granted beside the paths it changes. A host where any of it has moved refuses the plan.
 *
 * @param manifest the SHA-256 of the manifest as it lies on the host; nothing when there is none
 * @param units those that are to be started, restarted or reloaded, in the order of the effects on them
 */
public record Seen(Optional<String> manifest, List<Unit> units) {

    private static final HostPath MANIFEST = new HostPath("/etc/systemd/system/.converge/manifest");

    /**
     * @param user whose manager has it; none: the system's
     * @param up whether it is active or about to be, such as waiting for its next automatic restart; a failed unit is not
     */
    public record Unit(UnitName unit, Optional<UserName> user, boolean up) {}

    public Seen {
        units = List.copyOf(units);
    }

    /** What was seen of the host as a whole, no unit yet. */
    static Seen of(ObservedHost observed) {
        return new Seen(
                observed.tree().at(MANIFEST) instanceof FileState.Regular file
                        ? Optional.of(file.content().sha256())
                        : Optional.empty(),
                List.of());
    }

    /**
     * @param observed what belongs to the manager that the effects are in
     * @param user whose manager that is
     */
    Seen with(List<UnitEffect> effects, ObservedHost observed, Optional<UserName> user) {
        Stream<Unit> more = effects.stream().filter(Seen::comesUp).flatMap(effect -> unit(effect, observed, user));
        return new Seen(manifest, Stream.concat(units.stream(), more).toList());
    }

    private static boolean comesUp(UnitEffect effect) {
        return switch (effect) {
            case UnitEffect.Stops stop -> false;
            case UnitEffect.Vanishes vanish -> false;
            case UnitEffect.Pauses pause -> true;
            case UnitEffect.Starts start -> true;
            case UnitEffect.Restarts restart -> true;
            case UnitEffect.Reloads reload -> true;
        };
    }

    /** A unit on its way down is neither: whichever it is next, it is no news. */
    private static Stream<Unit> unit(UnitEffect effect, ObservedHost observed, Optional<UserName> user) {
        Optional<UnitRuntime> runtime = observed.runtime(effect.unit());
        boolean falling = runtime.filter(unit -> unit.activeState().equals("deactivating"))
                .isPresent();
        return falling
                ? Stream.empty()
                : Stream.of(new Unit(
                        effect.unit(),
                        user,
                        runtime.filter(UnitRuntime::isStarted).isPresent()));
    }
}

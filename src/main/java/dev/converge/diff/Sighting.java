package dev.converge.diff;

import dev.converge.observed.ObservedHost;
import dev.converge.observed.UnitRuntime;
import dev.converge.unit.FileState;
import dev.converge.unit.HostPath;
import dev.converge.unit.Seen;
import dev.converge.unit.UserName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Notes what the effects of a change rest on. */
final class Sighting {

    private static final HostPath MANIFEST = new HostPath("/etc/systemd/system/.converge/manifest");

    private Sighting() {}

    /** By its bytes, which a parsed manifest need not have kept. */
    static Optional<String> manifest(ObservedHost observed) {
        return observed.tree().at(MANIFEST) instanceof FileState.Regular file
                ? Optional.of(file.content().sha256())
                : Optional.empty();
    }

    /**
     * The units that are to come up, in the order of the effects.
     *
     * @param observed what belongs to the manager that the effects are in
     * @param user whose manager that is
     */
    static List<Seen.Unit> units(List<UnitEffect> effects, ObservedHost observed, Optional<UserName> user) {
        return effects.stream()
                .filter(Sighting::comesUp)
                .flatMap(effect -> unit(effect, observed, user))
                .toList();
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
    private static Stream<Seen.Unit> unit(UnitEffect effect, ObservedHost observed, Optional<UserName> user) {
        Optional<UnitRuntime> runtime = observed.runtime(effect.unit());
        boolean falling = runtime.map(UnitRuntime::activeState)
                .filter("deactivating"::equals)
                .isPresent();
        boolean up = runtime.filter(UnitRuntime::isStarted).isPresent();
        return falling ? Stream.empty() : Stream.of(new Seen.Unit(effect.unit(), user, up));
    }
}

package dev.converge.diff;

import dev.converge.desired.DesiredHost;
import dev.converge.desired.DesiredPlay;
import dev.converge.desired.Guard;
import dev.converge.observed.ObservedHost;
import dev.converge.observed.UnitOrigins;
import dev.converge.unit.Glob;
import dev.converge.unit.HostPath;
import dev.converge.unit.PlayName;
import dev.converge.unit.UnitName;
import dev.converge.unit.UnitTree;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which guard decides about which unit. A unit that a play declares has none, whether that play is in this run or was in an earlier one
 * and still owns files of the unit; nor has a unit that another play's guard already looks after.
 */
final class GuardedUnits {

    private static final String DROP_INS = ".d";

    private final DesiredHost desired;
    private final ObservedHost observed;
    private final UnitTree bare;
    private final Set<String> ownedElsewhere;
    private final SortedSet<UnitName> candidates;
    private final SortedMap<UnitName, Guard> guards = new TreeMap<>();

    /** @param bare the host as it will be, without any guard */
    GuardedUnits(DesiredHost desired, ObservedHost observed, UnitTree bare) {
        this.desired = desired;
        this.observed = observed;
        this.bare = bare;
        this.ownedElsewhere = ownedElsewhere(desired, observed);
        this.candidates = new TreeSet<>(bare.units());
        candidates.addAll(observed.units().keySet());
        candidates.forEach(unit -> guardOf(unit).ifPresent(guard -> guards.put(unit, guard)));
    }

    /** The guard of each unit that has one. */
    SortedMap<UnitName, Guard> guards() {
        return Collections.unmodifiableSortedMap(guards);
    }

    /**
     * Whether what the template gets is right for all its instances: those known here, those that plays declare, and those that
     * {@code except} names all fall under the template's guard.
     */
    boolean coversInstances(UnitName template, Guard guard) {
        Stream<UnitName> declared =
                desired.plays().stream().flatMap(play -> play.units().stream()).map(unit -> unit.name());
        Stream<UnitName> excepted =
                guard.rule().except().stream().map(Glob::pattern).flatMap(name -> UnitName.parse(name).stream());
        return Stream.concat(candidates.stream(), Stream.concat(declared, excepted))
                .filter(unit -> unit.template().equals(Optional.of(template)))
                .allMatch(instance -> Optional.ofNullable(guards.get(instance))
                        .filter(own -> own.rule().equals(guard.rule()))
                        .isPresent());
    }

    private Optional<Guard> guardOf(UnitName unit) {
        boolean free = !desired.declares(unit)
                && !isOwnedElsewhere(unit)
                && bare.mainName(unit).equals(unit);
        return free
                ? UnitOrigins.of(unit, bare, observed.packageOwned()).flatMap(origin -> desired.guard(unit, origin))
                : Optional.empty();
    }

    private boolean isOwnedElsewhere(UnitName unit) {
        return ownedElsewhere.contains(unit.value())
                || unit.template()
                        .filter(template -> ownedElsewhere.contains(template.value()))
                        .isPresent();
    }

    /** The units that plays out of this run have a file, a drop-in or a link of. */
    private static Set<String> ownedElsewhere(DesiredHost desired, ObservedHost observed) {
        Set<PlayName> run = desired.plays().stream().map(DesiredPlay::name).collect(Collectors.toSet());
        Set<String> names = new HashSet<>();
        observed.manifest().entries().forEach((path, entry) -> {
            if (!run.contains(entry.play())) {
                names.add(unitOf(path));
            }
        });
        return names;
    }

    private static String unitOf(HostPath path) {
        String directory = path.parent().name();
        return directory.endsWith(DROP_INS)
                ? directory.substring(0, directory.length() - DROP_INS.length())
                : path.name();
    }
}

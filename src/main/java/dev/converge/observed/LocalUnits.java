package dev.converge.observed;

import dev.converge.unit.FileState;
import dev.converge.unit.HostPath;
import dev.converge.unit.UnitName;
import dev.converge.unit.UnitTree;
import dev.converge.unit.UnitType;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The units of a host that nobody accounts for but the people who work on it: their file lies in /etc or /run, or is gone while they still
 * run, and no package, generator, mask or alias explains them.
 */
public final class LocalUnits {

    private static final HostPath ETC = new HostPath("/etc/systemd/system");
    private static final HostPath RUN = new HostPath("/run/systemd/system");

    /** What stands by while a change is open; it goes by itself. See {@code remote/transaction/head.sh}. */
    private static final List<String> OWN = List.of(
            "converge-txn.service", "converge-guard.service", "converge-guard.timer", "converge-recover.service");

    private LocalUnits() {}

    /** All of them, by name. */
    public static NavigableSet<UnitName> of(ObservedHost observed) {
        NavigableSet<UnitName> candidates = new TreeSet<>(observed.tree().units());
        candidates.addAll(observed.units().keySet());
        candidates.removeIf(unit -> OWN.contains(unit.value()) || !isLocal(unit, observed));
        return candidates;
    }

    private static boolean isLocal(UnitName unit, ObservedHost observed) {
        // Programs make scopes for processes they start themselves: a login, a container.
        if (unit.type() == UnitType.SCOPE) {
            return false;
        }
        Optional<HostPath> fragment = observed.tree().fragment(unit);
        return fragment.isPresent() ? isLocalFragment(unit, fragment.get(), observed) : isLeftOver(unit, observed);
    }

    private static boolean isLocalFragment(UnitName unit, HostPath fragment, ObservedHost observed) {
        return (fragment.isBelow(ETC) || fragment.isBelow(RUN))
                && fragment.name().equals(unit.value())
                && !observed.packageOwned().containsKey(fragment)
                && !isMask(observed.tree().at(fragment))
                && !isInstalledAlias(unit, fragment, observed.tree());
    }

    /** Drop-ins or links without a file, or a process without one. */
    private static boolean isLeftOver(UnitName unit, ObservedHost observed) {
        boolean runsWithoutFile = observed.runtime(unit)
                .filter(runtime -> runtime.loadState().equals("not-found"))
                .filter(UnitRuntime::holdsAnything)
                .isPresent();
        return runsWithoutFile
                || (unit.instance().isEmpty() && !observed.tree().remains(unit).isEmpty());
    }

    private static boolean isMask(FileState state) {
        return switch (state) {
            case FileState.Link link -> link.masks();
            case FileState.Regular file -> file.content().size() == 0;
            case FileState.Absent absent -> false;
            case FileState.Directory directory -> false;
            case FileState.Other other -> false;
        };
    }

    /** A second name that the unit behind it asks for with {@code Alias=}. */
    private static boolean isInstalledAlias(UnitName alias, HostPath link, UnitTree tree) {
        return tree.at(link) instanceof FileState.Link behind
                && UnitName.parse(behind.targetName())
                        .filter(unit -> !unit.equals(alias))
                        .filter(unit -> tree.installLinks(unit).containsKey(link))
                        .isPresent();
    }
}

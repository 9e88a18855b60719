package dev.converge.unit;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How the units of a tree hang together: what is started after what, what goes down with what. Each unit's files are read when someone
 * asks about it, once.
 */
public final class Dependencies {

    private final UnitTree tree;
    private final Map<UnitName, Relations> known = new ConcurrentHashMap<>();
    private final Map<UnitName, UnitName> mainNames = new ConcurrentHashMap<>();

    public Dependencies(UnitTree tree) {
        this.tree = tree;
    }

    /** Whether the first is started after the second, and stopped before it, when both are. */
    public boolean isAfter(UnitName unit, UnitName other) {
        UnitName main = mainName(unit);
        UnitName second = mainName(other);
        return of(main).after().contains(second) || of(second).before().contains(main);
    }

    /** Whether systemd stops the first when it stops the second: Requires=, BindsTo=, PartOf=, the slice or the mount it lies in. */
    public boolean goesDownWith(UnitName unit, UnitName other) {
        UnitName main = mainName(unit);
        UnitName second = mainName(other);
        return of(main).needs().contains(second) || of(second).takes().contains(main);
    }

    /** Whether the two never run at the same time: Conflicts= of either. */
    public boolean conflict(UnitName unit, UnitName other) {
        UnitName main = mainName(unit);
        UnitName second = mainName(other);
        return of(main).conflicts().contains(second) || of(second).conflicts().contains(main);
    }

    /** What a socket, timer, path or automount starts by itself. */
    public Optional<UnitName> triggeredBy(UnitName trigger) {
        return of(mainName(trigger)).triggers();
    }

    /** Whether the unit can be started once it was stopped: a masked one cannot, and the file of a transient one goes with it. */
    public boolean canStart(UnitName unit) {
        boolean hasFile = tree.fragment(unit)
                .filter(fragment -> !tree.searchPath().isTransient(fragment))
                .isPresent();
        return !tree.isMasked(unit) && (hasFile || unit.type() == UnitType.SLICE);
    }

    /** Of some units those that a unit has to do with, found without asking about each pair. */
    public Neighbours among(Collection<UnitName> units) {
        return new Neighbours(this, units);
    }

    UnitName mainName(UnitName unit) {
        return mainNames.computeIfAbsent(unit, tree::mainName);
    }

    /** What the unit's files name, all kinds of relations alike. */
    Set<UnitName> namedBy(UnitName unit) {
        return of(unit).all();
    }

    private Relations of(UnitName unit) {
        return known.computeIfAbsent(
                unit,
                name -> tree.merged(name)
                        .or(() -> withoutFile(name))
                        .map(merged -> Relations.of(name, merged, tree))
                        .orElse(Relations.NONE));
    }

    /** systemd makes up a unit for every mount and every slice. */
    private static Optional<MergedUnit> withoutFile(UnitName unit) {
        boolean madeUp = unit.type() == UnitType.MOUNT || unit.type() == UnitType.SLICE;
        return madeUp ? Optional.of(MergedUnit.of(unit.type(), List.of())) : Optional.empty();
    }
}

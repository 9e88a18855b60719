package dev.converge.unit;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Of some units those that a unit may have to do with: whose files name it, or that its files name. All for which one of the questions to
 * {@link Dependencies} has a yes are among them, so that thousands of units need not be asked about pair by pair. Their files are read at
 * the first question.
 */
public final class Neighbours {

    private static final NavigableSet<UnitName> NONE = Collections.emptyNavigableSet();

    private final Dependencies dependencies;
    private final Collection<UnitName> units;
    private final Lazy<Index> index;

    /**
     * @param naming the units by what their files name
     * @param named the units by the name that others have for them
     */
    private record Index(Map<UnitName, NavigableSet<UnitName>> naming, Map<UnitName, NavigableSet<UnitName>> named) {}

    Neighbours(Dependencies dependencies, Collection<UnitName> units) {
        this.dependencies = dependencies;
        this.units = List.copyOf(units);
        this.index = new Lazy<>(this::index);
    }

    private Index index() {
        Index entries = new Index(new HashMap<>(), new HashMap<>());
        for (UnitName unit : units) {
            UnitName main = dependencies.mainName(unit);
            enter(unit, main, entries.named());
            dependencies.namedBy(main).forEach(name -> enter(unit, name, entries.naming()));
        }
        return entries;
    }

    private static void enter(UnitName unit, UnitName key, Map<UnitName, NavigableSet<UnitName>> units) {
        units.computeIfAbsent(key, name -> new TreeSet<>()).add(unit);
    }

    /** By name. */
    public NavigableSet<UnitName> of(UnitName unit) {
        UnitName main = dependencies.mainName(unit);
        NavigableSet<UnitName> found = new TreeSet<>();
        for (UnitName name : List.of(unit, main)) {
            found.addAll(index.get().naming().getOrDefault(name, NONE));
        }
        for (UnitName name : dependencies.namedBy(main)) {
            found.addAll(index.get().named().getOrDefault(name, NONE));
        }
        return found;
    }
}

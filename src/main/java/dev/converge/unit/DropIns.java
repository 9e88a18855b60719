package dev.converge.unit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds the drop-ins of a unit: which file of one basename counts, and the order in which they apply (SYSTEMD.md 2). */
final class DropIns {

    private static final String SUFFIX = ".d";

    private final FileTree tree;
    private final SearchPath searchPath;

    /** The drop-in directories there are, by name, in the order of the search path. */
    private final Map<String, List<HostPath>> directories = new HashMap<>();

    DropIns(FileTree tree, SearchPath searchPath) {
        this.tree = tree;
        this.searchPath = searchPath;
        for (HostPath directory : searchPath.directories()) {
            tree.directoriesIn(directory).forEach(this::enter);
            tree.list(directory).values().stream()
                    .filter(path -> tree.at(path) instanceof FileState.Link)
                    .forEach(this::enter);
        }
    }

    private void enter(HostPath directory) {
        if (directory.name().endsWith(SUFFIX)) {
            directories
                    .computeIfAbsent(directory.name(), name -> new ArrayList<>())
                    .add(directory);
        }
    }

    /**
     * All that systemd lists in DropInPaths, in the order they apply, those that mask others included.
     *
     * @param names of the unit: its own first, then its aliases
     */
    List<HostPath> of(List<UnitName> names) {
        return List.copyOf(first(directoriesOf(names)).values());
    }

    /** What {@code systemctl enable} looks at: the directories of the unit and of its template, none of the others. */
    List<HostPath> forInstall(UnitName unit) {
        List<HostPath> searched = new ArrayList<>(inSearchPath(Set.of(unit + SUFFIX)));
        unit.template().ifPresent(template -> searched.addAll(inSearchPath(Set.of(template + SUFFIX))));
        return List.copyOf(first(searched).values());
    }

    /** Everything in the drop-in directories of a unit with what becomes of it: first what applies, in that order, then the rest. */
    List<DropIn> examined(List<UnitName> names) {
        List<HostPath> searched = directoriesOf(names);
        SortedMap<String, HostPath> first = first(searched);
        List<DropIn> examined = new ArrayList<>();
        first.values().forEach(path -> examined.add(new DropIn(path, fate(path))));
        for (HostPath directory : searched) {
            tree.list(directory).forEach((name, path) -> {
                if (!isDropIn(name)) {
                    examined.add(new DropIn(path, new DropIn.Fate.NotNamedLikeOne()));
                } else if (!path.equals(first.get(name))) {
                    examined.add(new DropIn(path, new DropIn.Fate.Hidden(first.getOrDefault(name, path))));
                }
            });
        }
        return examined;
    }

    private DropIn.Fate fate(HostPath path) {
        if (tree.masks(path)) {
            return new DropIn.Fate.Masks();
        }
        return tree.read(path).isPresent() ? new DropIn.Fate.Applied() : new DropIn.Fate.Unreadable();
    }

    /** The strongest file of each name, in the order they apply. */
    private SortedMap<String, HostPath> first(List<HostPath> searched) {
        SortedMap<String, HostPath> first = new TreeMap<>(ByteOrder.INSTANCE);
        for (HostPath directory : searched) {
            tree.list(directory).forEach((name, path) -> {
                if (isDropIn(name)) {
                    first.putIfAbsent(name, path);
                }
            });
        }
        return first;
    }

    private static boolean isDropIn(String name) {
        return name.endsWith(".conf") && !name.startsWith(".");
    }

    /** The drop-in directories of a unit that there are, the strongest first. Those of its aliases come after its own, {@code service.d} is last. */
    private List<HostPath> directoriesOf(List<UnitName> names) {
        Set<HostPath> found = new LinkedHashSet<>();
        names.forEach(name -> found.addAll(inSearchPath(directoriesOf(name))));
        found.addAll(inSearchPath(Set.of(names.getFirst().type().suffix() + SUFFIX)));
        return List.copyOf(found);
    }

    /** @param names of directories, the most specific first: it is weaker than a place earlier in the search path */
    private List<HostPath> inSearchPath(Set<String> names) {
        List<String> present = names.stream().filter(directories::containsKey).toList();
        if (present.isEmpty()) {
            return List.of();
        }
        return searchPath.directories().stream()
                .flatMap(place -> present.stream()
                        .flatMap(name -> directories.getOrDefault(name, List.of()).stream())
                        .filter(path -> path.isBelow(place)))
                .toList();
    }

    /** The names of drop-in directories of a unit, the most specific first: {@code a-b-c.service.d}, {@code a-b-.service.d}, {@code a-.service.d}. */
    static Set<String> directoriesOf(UnitName unit) {
        Set<String> directories = new LinkedHashSet<>();
        int at = unit.stem().indexOf('@');
        String prefix = at < 0 ? unit.stem() : unit.stem().substring(0, at);
        addChain(prefix, at < 0 ? "" : unit.stem().substring(at), unit.type().suffix(), directories);
        return directories;
    }

    /** @param instance with its {@code @}: {@code @x} of an instance, {@code @} of a template, empty of other units */
    private static void addChain(String prefix, String instance, String suffix, Set<String> directories) {
        directories.add(prefix + instance + "." + suffix + SUFFIX);
        boolean isInstance = instance.length() > 1;
        if (isInstance) {
            addChain(prefix, "@", suffix, directories);
        }
        int dash = prefix.lastIndexOf('-', prefix.endsWith("-") ? prefix.length() - 2 : prefix.length());
        if (dash > 0) {
            // Shorter prefixes of a template have no '@': systemd drops it there.
            addChain(prefix.substring(0, dash + 1), isInstance ? instance : "", suffix, directories);
        }
    }
}

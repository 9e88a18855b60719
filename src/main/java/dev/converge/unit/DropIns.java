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
        SortedMap<String, HostPath> first = new TreeMap<>(ByteOrder.INSTANCE);
        names.forEach(name -> collect(directoriesOf(name), first));
        collect(Set.of(names.getFirst().type().suffix() + SUFFIX), first);
        return List.copyOf(first.values());
    }

    /** What {@code systemctl enable} looks at: the directories of the unit and of its template, none of the others. */
    List<HostPath> forInstall(UnitName unit) {
        SortedMap<String, HostPath> first = new TreeMap<>(ByteOrder.INSTANCE);
        collect(Set.of(unit + SUFFIX), first);
        unit.template().ifPresent(template -> collect(Set.of(template + SUFFIX), first));
        return List.copyOf(first.values());
    }

    /**
     * Adds the files whose name no directory before had.
     *
     * @param names of directories, the most specific first: it is weaker than a place earlier in the search path
     */
    private void collect(Set<String> names, Map<String, HostPath> first) {
        List<String> present = names.stream().filter(directories::containsKey).toList();
        if (present.isEmpty()) {
            return;
        }
        for (HostPath directory : searchPath.directories()) {
            for (String name : present) {
                directories.getOrDefault(name, List.of()).stream()
                        .filter(path -> path.isBelow(directory))
                        .forEach(path -> collect(path, first));
            }
        }
    }

    private void collect(HostPath directory, Map<String, HostPath> first) {
        tree.list(directory).forEach((name, path) -> {
            if (name.endsWith(".conf") && !name.startsWith(".")) {
                first.putIfAbsent(name, path);
            }
        });
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

package dev.converge.unit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The links in the search path that have to do with whether units start: those in {@code .wants}, {@code .requires} and {@code .upholds}
 * directories, and those at the top, which are aliases, masks and linked units. Found by the name of a unit.
 */
final class LinkIndex {

    private static final List<String> DEPENDENCIES = List.of(".wants", ".requires", ".upholds");
    private static final int UPHOLDS_SINCE = 254;

    /** Or some version between this and 247; both were measured. */
    private static final int NAMES_DECIDE_SINCE = 252;

    /**
     * @param directory of the search path
     * @param dependency whether it lies in a dependency directory and not at the top
     */
    record Found(HostPath directory, HostPath path, FileState.Link link, boolean dependency) {
        String name() {
            return path.name();
        }
    }

    private final SystemdVersion version;
    private final Map<String, List<Found>> byUnit = new HashMap<>();
    private final SortedSet<UnitName> dependencies = new TreeSet<>();

    LinkIndex(FileTree tree, SearchPath searchPath, SystemdVersion version) {
        this.version = version;
        for (HostPath directory : searchPath.directories()) {
            tree.list(directory).forEach((name, path) -> {
                if (tree.at(path) instanceof FileState.Link link) {
                    add(new Found(directory, path, link, false));
                }
            });
            tree.directoriesIn(directory).stream()
                    .filter(child -> isDependencyDirectory(child.name()))
                    .filter(child -> hasUpholds(version) || !child.name().endsWith(".upholds"))
                    .forEach(child -> tree.list(child).values().forEach(path -> {
                        if (tree.at(path) instanceof FileState.Link link) {
                            add(new Found(directory, path, link, true));
                        }
                    }));
        }
    }

    /** The links named like the unit or leading to a file of its name; for a template also those named like an instance of it. */
    List<Found> of(UnitName unit) {
        return byUnit.getOrDefault(unit.value(), List.of());
    }

    /**
     * What must go so that no link brings the unit up any more: links named like it or leading to a file of its name, and the same for
     * each alias that goes with them. Masks are among them, and so is the link of a unit linked from elsewhere.
     *
     * @param directories of the search path to look in
     */
    List<Found> leadingTo(UnitName unit, List<HostPath> directories) {
        Set<Found> leading = new LinkedHashSet<>();
        Deque<String> names = new ArrayDeque<>(List.of(unit.value()));
        while (!names.isEmpty()) {
            String name = names.removeFirst();
            for (Found found : byUnit.getOrDefault(name, List.of())) {
                boolean meant =
                        found.name().equals(name) || found.link().targetName().equals(name);
                if (meant && directories.contains(found.directory()) && leading.add(found) && !found.dependency()) {
                    names.addLast(found.name());
                }
            }
        }
        return List.copyOf(leading);
    }

    /** All units that some link in a dependency directory names, also such as have no file. */
    SortedSet<UnitName> dependencies() {
        return dependencies;
    }

    /** Whether a link in a dependency directory enables the template of its own name; before, that of the name it leads to. */
    boolean namesDecide() {
        return version.isAtLeast(NAMES_DECIDE_SINCE);
    }

    /** Whether this systemd has {@code UpheldBy=} and {@code .upholds} directories. */
    static boolean hasUpholds(SystemdVersion version) {
        return version.isAtLeast(UPHOLDS_SINCE);
    }

    static boolean isDependencyDirectory(String name) {
        return DEPENDENCIES.stream().anyMatch(name::endsWith);
    }

    private void add(Found found) {
        SortedSet<String> names =
                new TreeSet<>(List.of(found.name(), found.link().targetName()));
        UnitName.parse(found.name()).ifPresent(unit -> {
            unit.template().ifPresent(template -> names.add(template.value()));
            if (found.dependency()) {
                dependencies.add(unit);
            }
        });
        names.forEach(
                name -> byUnit.computeIfAbsent(name, key -> new ArrayList<>()).add(found));
    }
}

package dev.converge.unit;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files that configure systemd itself, in the order it reads them: the main file, then those of the {@code system.conf.d} directories by
 * name; for the manager of a user {@code user.conf}. Of one name the first directory counts, whole-file. Measured on 247, 252 and 257: the older two look for the main file in /etc only.
 */
final class ManagerFiles {

    private static final int MAIN_FILE_ELSEWHERE_SINCE = 256;

    /** The strongest first. */
    private static final List<HostPath> DIRECTORIES = List.of(
            new HostPath("/etc/systemd"),
            new HostPath("/run/systemd"),
            new HostPath("/usr/local/lib/systemd"),
            new HostPath("/usr/lib/systemd"),
            new HostPath("/lib/systemd"));

    private ManagerFiles() {}

    static ManagerDefaults defaults(FileTree tree, SearchPath searchPath, SystemdVersion version) {
        ManagerDefaults defaults = ManagerDefaults.BUILT_IN;
        for (UnitFile.Assignment assignment : assignments(tree, searchPath, version)) {
            defaults = defaults.with(assignment.name(), assignment.value());
        }
        return defaults;
    }

    /** All of {@code [Manager]}, in the order systemd reads them. */
    static List<UnitFile.Assignment> assignments(FileTree tree, SearchPath searchPath, SystemdVersion version) {
        String file = searchPath.equals(SearchPath.SYSTEM) ? "system.conf" : "user.conf";
        return paths(file, tree, version).stream()
                .flatMap(path -> tree.read(path).map(UnitFile::parse).stream())
                .flatMap(parsed -> parsed.assignments().stream())
                .filter(assignment -> assignment.section().equals("Manager"))
                .toList();
    }

    private static List<HostPath> paths(String file, FileTree tree, SystemdVersion version) {
        List<HostPath> paths = new ArrayList<>();
        DIRECTORIES.stream()
                .limit(version.isAtLeast(MAIN_FILE_ELSEWHERE_SINCE) ? DIRECTORIES.size() : 1)
                .map(directory -> directory.resolve(file))
                .filter(path -> tree.follow(path).isPresent())
                .findFirst()
                .ifPresent(paths::add);
        SortedMap<String, HostPath> first = new TreeMap<>(ByteOrder.INSTANCE);
        for (HostPath directory : DIRECTORIES) {
            tree.list(directory.resolve(file + ".d")).forEach((name, path) -> {
                if (name.endsWith(".conf") && !name.startsWith(".")) {
                    first.putIfAbsent(name, path);
                }
            });
        }
        paths.addAll(first.values());
        return paths;
    }
}

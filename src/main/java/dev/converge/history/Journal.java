package dev.converge.history;

import dev.converge.apply.Token;
import dev.converge.unit.HostPath;
import dev.converge.unit.UserName;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run changed, as the host wrote it down: enough to know what was before.
 *
 * @param paths files and links, in the order in which they were changed; directories and converge's own manifest left out
 * @param manifest converge's manifest, which every run writes
 * @param users by name
 */
public record Journal(List<Entry> paths, Entry manifest, Jobs system, SortedMap<UserName, Jobs> users) {

    /**
     * @param number names its backup
     * @param before what was there; {@code after} what the run put there
     */
    public record Entry(int number, HostPath path, Token before, Token after) {}

    public Journal {
        paths = List.copyOf(paths);
        users = Collections.unmodifiableSortedMap(new TreeMap<>(users));
    }

    Optional<Entry> entry(HostPath path) {
        return paths.stream().filter(entry -> entry.path().equals(path)).findFirst();
    }
}

package dev.converge.diff;

import dev.converge.unit.FileState;
import dev.converge.unit.HostPath;
import dev.converge.unit.UnitTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Links that stand where the path to a change has a directory, such as {@code x.service.d}. The transaction writes through none of them: they
 * may lead anywhere. systemd does read what is behind them, so this is said instead of taking them away.
 */
final class LinkedDirectories {

    private LinkedDirectories() {}

    /** An obstacle for each link, in the order of the links. */
    static List<Obstacle> above(List<Change> changes, UnitTree before) {
        SortedMap<HostPath, Obstacle> obstacles = new TreeMap<>();
        for (Change change : changes) {
            for (Optional<HostPath> above = parent(change.path());
                    above.isPresent();
                    above = above.flatMap(LinkedDirectories::parent)) {
                HostPath directory = above.get();
                if (before.at(directory) instanceof FileState.Link link) {
                    obstacles.putIfAbsent(directory, obstacle(directory, link, change.path()));
                }
            }
        }
        return new ArrayList<>(obstacles.values());
    }

    private static Optional<HostPath> parent(HostPath path) {
        return path.value().lastIndexOf('/') == 0 ? Optional.empty() : Optional.of(path.parent());
    }

    private static Obstacle obstacle(HostPath directory, FileState.Link link, HostPath change) {
        return new Obstacle(
                directory,
                "it is a link to " + link.target() + ", and " + change.name()
                        + " would be written behind it; converge follows no links. Move what you need from there into the playbook, then remove the link: rm "
                        + directory);
    }
}

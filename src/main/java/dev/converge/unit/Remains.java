package dev.converge.unit;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is left of a unit in the directories that {@code systemctl} and hands write to (SYSTEMD.md 7, "Full removal"). */
final class Remains {

    private static final List<String> OWN_DIRECTORIES = List.of(".d", ".wants", ".requires", ".upholds");

    private Remains() {}

    static SortedMap<HostPath, FileState> of(UnitName unit, FileTree tree, SearchPath searchPath, LinkIndex links) {
        List<HostPath> directories = searchPath.writtenByHand();
        SortedMap<HostPath, FileState> remains = new TreeMap<>();
        for (HostPath directory : directories) {
            if (!tree.isFilled(directory.value())) {
                continue;
            }
            HostPath file = directory.resolve(unit.value());
            remains.put(file, tree.at(file));
            for (String suffix : OWN_DIRECTORIES) {
                HostPath own = directory.resolve(unit + suffix);
                remains.put(own, tree.at(own));
                remains.putAll(tree.below(own));
            }
        }
        links.leadingTo(unit, directories).forEach(found -> remains.put(found.path(), found.link()));
        remains.values().removeIf(state -> state instanceof FileState.Absent || state instanceof FileState.Directory);
        return remains;
    }
}

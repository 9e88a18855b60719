package dev.converge.e2e;

import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** All that lies below /etc, /run/systemd and /usr/lib/systemd on a host: what is at each path, with mode, owner, content or target. */
record Snapshot(SortedMap<String, String> paths) {

    /** What systemd itself keeps writing there, whether or not anyone touches the host: sockets, streams, ids of running units. */
    private static final String PRUNED =
            "-path /run/systemd/journal -o -path /run/systemd/units -o -path /run/systemd/propagate"
                    + " -o -path /run/systemd/inaccessible -o -path /run/systemd/notify -o -path /run/systemd/private";

    /** A run has answered a moment before PID 1 throws its unit away. */
    private static final String UNTIL_THE_RUN_IS_GONE =
            "for tenth in $(seq 50); do [ -e /run/systemd/transient/converge-txn.service ] || break; sleep 0.1; done";

    static Snapshot of(LabHost host) {
        host.exec(UNTIL_THE_RUN_IS_GONE);
        SortedMap<String, String> paths = new TreeMap<>();
        String find = "find /etc /run/systemd /usr/lib/systemd \\( " + PRUNED + " \\) -prune -o ";
        host.exec(find + "-printf '%p\\t%y %m %U:%G %l\\n'").lines().forEach(line -> {
            String[] parts = line.split("\t", 2);
            paths.put(parts[0], parts[1]);
        });
        host.exec(find + "-type f -exec sha256sum {} +").lines().forEach(line -> {
            String[] parts = line.split(" {2}", 2);
            paths.merge(parts[1], parts[0], (state, sha) -> state + " " + sha);
        });
        return new Snapshot(paths);
    }

    /** The paths that are different in the other snapshot, or only in one of the two. Directories count. */
    SortedSet<String> difference(Snapshot other) {
        SortedSet<String> changed = new TreeSet<>(paths.keySet());
        changed.addAll(other.paths.keySet());
        changed.removeIf(path -> paths.getOrDefault(path, "").equals(other.paths.getOrDefault(path, "")));
        return changed;
    }

    boolean isDirectory(String path) {
        return paths.getOrDefault(path, "").startsWith("d ");
    }
}

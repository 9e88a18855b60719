package dev.converge.observed;

import dev.converge.unit.UnitName;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What runs on a host, whoever started it.
 *
 * @param processes by their ids; those whose program may not be known, such as other users' when the probe is not root, are missing
 * @param sockets what listens, in the order of the kernel's tables
 */
public record Running(SortedMap<Integer, RunningProcess> processes, List<ListeningSocket> sockets) {

    /** Nothing: a directory tree. */
    public static final Running NOTHING = new Running(new TreeMap<>(), List.of());

    public Running {
        processes = Collections.unmodifiableSortedMap(new TreeMap<>(processes));
        sockets = List.copyOf(sockets);
    }

    /** @param units the processes of each unit */
    static Running read(ProbeAnswer answer, Map<UnitName, List<Integer>> units) {
        Handles handles = Handles.read(answer);
        return new Running(Processes.read(answer, handles, units), Sockets.read(answer, handles));
    }
}

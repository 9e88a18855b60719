package dev.converge.engine;

import java.util.List;

/**
 * All that a run is to do, every file read and every value checked; no host was contacted for it.
 *
 * @param plays how many plays were read
 * @param tasks one for each host that a play selects, in inventory order
 */
public record Work(int plays, List<HostTask> tasks) {
    public Work {
        tasks = List.copyOf(tasks);
    }
}

package dev.converge.engine;

import dev.converge.host.HostName;
import dev.converge.host.Target;
import java.nio.file.Path;
import java.util.Optional;

/** One host's share of a run. */
public sealed interface Task permits HostTask, SavedTask {

    /** How to reach it. */
    Target target();

    /** Whose rollout decides when it is its turn; nothing when it is in none. */
    Optional<RolloutGroup> group();

    default HostName host() {
        return target().name();
    }

    /** The directory tree that stands for the host; none for a running one. */
    default Optional<Path> root() {
        return target().root();
    }
}

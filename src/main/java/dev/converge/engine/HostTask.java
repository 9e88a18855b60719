package dev.converge.engine;

import dev.converge.desired.DesiredHost;
import dev.converge.host.Connection;
import dev.converge.host.HostName;
import dev.converge.host.Target;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One host's share of a run: how to reach it and what it should be.
 *
 * @param group whose rollout decides when it is its turn; nothing when it is in none
 */
public record HostTask(Target target, DesiredHost desired, Optional<RolloutGroup> group) {

    public HostTask {
        if (!target.name().equals(desired.name())) {
            throw new IllegalArgumentException("a task for " + target.name() + " that describes " + desired.name());
        }
    }

    public HostName host() {
        return target.name();
    }

    /** The directory tree that stands for the host; none for a running one. */
    public Optional<Path> root() {
        return switch (target.connection()) {
            case Connection.Root root -> Optional.of(root.directory());
            case Connection.Ssh ssh -> Optional.empty();
            case Connection.Local local -> Optional.empty();
        };
    }
}

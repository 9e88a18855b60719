package dev.converge.engine;

import dev.converge.desired.DesiredHost;
import dev.converge.host.Target;
import java.util.Optional;

/** A host that is to be as playbooks say. */
public record HostTask(Target target, DesiredHost desired, Optional<RolloutGroup> group) implements Task {

    public HostTask {
        if (!target.name().equals(desired.name())) {
            throw new IllegalArgumentException("a task for " + target.name() + " that describes " + desired.name());
        }
    }
}

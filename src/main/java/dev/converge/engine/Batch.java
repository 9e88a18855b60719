package dev.converge.engine;

import dev.converge.host.HostName;
import java.util.List;
import java.util.Optional;

/**
 * Hosts that are changed together, before the next batch is begun.
 *
 * @param number from 1, over all batches of the run
 * @param of how many batches the run has
 * @param group whose rollout decides; nothing for the hosts that no rollout is about
 */
public record Batch(int number, int of, Optional<RolloutGroup> group, List<HostName> hosts) {
    public Batch {
        hosts = List.copyOf(hosts);
    }

    /** {@code batch 1 of 3}. */
    @Override
    public String toString() {
        return "batch " + number + " of " + of;
    }
}

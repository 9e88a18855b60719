package dev.converge.inventory;

import dev.converge.host.Target;
import dev.converge.problem.Problems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How to reach a host, from its {@code ansible_*} and {@code converge_*} variables and what the command line says for all hosts.
 */
public final class Targets {

    /**
     * @param user of {@code -u}
     * @param privateKey of {@code --private-key}; both yield to the host's own variables, as in Ansible
     */
    public Targets(Optional<String> user, Optional<Path> privateKey, Duration timeout) {
        throw new UnsupportedOperationException();
    }

    /** @param become what the plays for this host say; {@code ansible_become} overrides it */
    public Optional<Target> of(InventoryHost host, boolean become, Problems problems) {
        throw new UnsupportedOperationException();
    }
}

package dev.converge.inventory;

import dev.converge.host.HostName;
import java.util.List;

/** Ansible's host patterns: {@code web:&production:!web3}, globs, {@code ~regex}, {@code web[0:2]} subscripts, commas. */
public record HostPattern(String text) {

    /**
     * @throws IllegalArgumentException when it is no pattern, with a message for the operator
     */
    public HostPattern {
        if (text.isBlank()) {
            throw new IllegalArgumentException("an empty host pattern");
        }
    }

    /** The hosts it selects, in inventory order; empty when it matches nothing, which callers report as an error. */
    public List<HostName> select(Inventory inventory) {
        throw new UnsupportedOperationException();
    }
}

package dev.converge.host;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * One host and how to work on it.
 *
 * @param become whether commands run as root through sudo ({@code become}, {@code ansible_become}); of no meaning for {@link Connection.Root}
 * @param timeout how long connecting, and any silence after it, may last
 */
public record Target(HostName name, Connection connection, boolean become, Duration timeout) {

    public Target {
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("not a timeout: " + timeout);
        }
    }

    /** The directory tree that stands for the host; none for a running one. */
    public Optional<Path> root() {
        return switch (connection) {
            case Connection.Root root -> Optional.of(root.directory());
            case Connection.Ssh ssh -> Optional.empty();
            case Connection.Local local -> Optional.empty();
        };
    }
}

package dev.converge.host;

import java.time.Duration;

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
}

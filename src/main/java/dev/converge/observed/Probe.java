package dev.converge.observed;

import dev.converge.host.Host;
import dev.converge.host.HostFailureException;

/** Reads a host in one remote execution. */
public final class Probe {

    private Probe() {}

    /**
     * @throws HostFailureException when the host has no systemd, one older than 239, or the answer is cut short or foreign; the host is untouched
     */
    public static ObservedHost observe(Host host, ProbeRequest request) throws HostFailureException {
        throw new UnsupportedOperationException();
    }
}

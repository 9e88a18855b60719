package dev.converge.apply;

import dev.converge.host.Host;
import dev.converge.host.HostFailureException;
import dev.converge.plan.HostPlan;
import java.nio.file.Path;
import java.util.Optional;

/** Has the host carry out a plan in one remote execution (SAFETY.md 2). */
public final class Transaction {

    private Transaction() {}

    /**
     * @param run the id of this run, letters, digits and dashes
     * @param root the directory tree to change instead of the running system
     * @throws HostFailureException when nothing could be begun on the host: it is as before
     */
    public static Outcome execute(Host host, HostPlan plan, String run, Optional<Path> root)
            throws HostFailureException {
        throw new UnsupportedOperationException();
    }
}

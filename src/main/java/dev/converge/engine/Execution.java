package dev.converge.engine;

import dev.converge.apply.Outcome;
import dev.converge.apply.RunState;
import dev.converge.apply.Transaction;
import dev.converge.host.Connector;
import dev.converge.host.Host;
import dev.converge.host.HostFailureException;
import dev.converge.host.Target;
import dev.converge.plan.HostPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Has one host carry out a plan, and confirms it over a new connection. A directory tree has nobody to wait for. */
final class Execution {

    private final Connector connector;
    private final Target target;
    private final Duration window;
    private final Progress progress;

    /** @param window how long the host waits for the confirmation of a change before it undoes it; whole seconds */
    Execution(Connector connector, Target target, Duration window, Progress progress) {
        this.connector = connector;
        this.target = target;
        this.window = window;
        this.progress = progress;
    }

    /**
     * How it ended.
     *
     * @param host the connection that is open now, to be closed by whoever gets it; none when there was no way in any more
     */
    record Ended(Outcome outcome, Optional<Host> host) {}

    /**
     * @param host a connection, which may be closed in exchange for another
     * @param run the id of this run
     * @throws HostFailureException when nothing was changed
     */
    Ended carryOut(Host host, HostPlan plan, String run) throws HostFailureException {
        progress.begins(target.name(), Stage.CHANGING);
        Optional<Path> tree = target.root();
        if (tree.isPresent()) {
            return new Ended(Transaction.execute(host, plan, run, tree.get()), Optional.of(host));
        }
        return switch (Transaction.begin(host, plan, run, window)) {
            case RunState.Ended ended -> new Ended(ended.outcome(), Optional.of(host));
            case RunState.Awaiting awaiting -> confirm(host, plan, run);
            case RunState.Lost lost -> confirm(host, plan, run);
        };
    }

    /** A connection that breaks is no end: the host goes on by itself, and the next connection asks how it ended. */
    private Ended confirm(Host host, HostPlan plan, String run) throws HostFailureException {
        progress.begins(target.name(), Stage.CONFIRMING);
        host.close();
        return new Confirmation(connector, target, plan, run).within(window);
    }
}

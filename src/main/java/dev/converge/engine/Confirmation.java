package dev.converge.engine;

import dev.converge.apply.Outcome;
import dev.converge.apply.RunState;
import dev.converge.apply.Transaction;
import dev.converge.host.Connector;
import dev.converge.host.Host;
import dev.converge.host.HostFailure;
import dev.converge.host.HostFailureException;
import dev.converge.host.Target;
import dev.converge.plan.HostPlan;
import java.time.Duration;
import java.util.Optional;

/**
 * Logs into a host anew once its change stands, which shows that the change has not locked us out, and has it confirmed. While there is no
 * way in, it tries again until the host has had the time to undo the change, so that a broken sshd ends in a definite answer.
 */
final class Confirmation {

    /** What an undo takes, beside the wait for the confirmation that precedes it. */
    private static final Duration UNDO = Duration.ofSeconds(30);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Connector connector;
    private final Target target;
    private final HostPlan plan;
    private final String run;
    private HostFailure last = HostFailure.unreachable("The host could not be reached again", "", "");

    Confirmation(Connector connector, Target target, HostPlan plan, String run) {
        this.connector = connector;
        this.target = target;
        this.plan = plan;
        this.run = run;
    }

    /**
     * @param window how long the host waits for the confirmation
     * @throws HostFailureException when nothing was changed
     */
    Execution.Ended within(Duration window) throws HostFailureException {
        long end = System.nanoTime() + window.plus(UNDO).toNanos();
        Optional<Execution.Ended> confirmed = attempt();
        while (confirmed.isEmpty() && System.nanoTime() < end) {
            pause();
            confirmed = attempt();
        }
        return confirmed.orElseGet(() -> new Execution.Ended(new Outcome.Unknown(run, last), Optional.empty()));
    }

    private Optional<Execution.Ended> attempt() throws HostFailureException {
        Optional<Host> host = connect();
        return host.isPresent() ? ask(host.get()) : Optional.empty();
    }

    private Optional<Host> connect() {
        try {
            return Optional.of(connector.connect(target));
        } catch (HostFailureException noWayIn) {
            last = noWayIn.failure();
            return Optional.empty();
        }
    }

    private Optional<Execution.Ended> ask(Host host) throws HostFailureException {
        RunState state;
        try {
            state = Transaction.confirm(host, plan, run);
        } catch (HostFailureException nothingChanged) {
            host.close();
            throw nothingChanged;
        }
        return switch (state) {
            case RunState.Ended ended -> Optional.of(new Execution.Ended(ended.outcome(), Optional.of(host)));
            case RunState.Lost lost -> {
                last = lost.failure();
                host.close();
                yield Optional.empty();
            }
            case RunState.Awaiting awaiting ->
                throw new IllegalStateException("a run that waits for what it was given");
        };
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a host was to be confirmed", interrupted);
        }
    }
}

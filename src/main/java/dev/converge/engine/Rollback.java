package dev.converge.engine;

import dev.converge.apply.Outcome;
import dev.converge.history.History;
import dev.converge.history.HostHistory;
import dev.converge.history.PastRun;
import dev.converge.history.WayBack;
import dev.converge.host.Connector;
import dev.converge.host.Host;
import dev.converge.host.HostFailureException;
import dev.converge.host.Target;
import dev.converge.plan.HostPlan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The way back of one run of one host, planned first and carried out then over the same connection. {@link #close()} ends it. */
public final class Rollback implements AutoCloseable {

    private final Connector connector;
    private final Target target;
    private final Duration window;
    private @Nullable Host host;

    /** @param window how long the host waits for the confirmation of a change before it undoes it; whole seconds */
    public Rollback(Connector connector, Target target, Duration window) {
        this.connector = connector;
        this.target = target;
        this.window = window;
    }

    /**
     * Looks at the host. Nothing is changed.
     *
     * @param run as the operator names it; without it, the last run that stands and is no rollback
     */
    public RollbackResult plan(Optional<String> run, Progress progress) {
        try {
            progress.begins(target.name(), Stage.CONNECTING);
            Host connected = connector.connect(target);
            host = connected;
            progress.begins(target.name(), Stage.PROBING);
            return plan(connected, run);
        } catch (HostFailureException failed) {
            return new RollbackResult.Failed(target.name(), failed.failure());
        }
    }

    private RollbackResult plan(Host connected, Optional<String> asked) throws HostFailureException {
        HostHistory history = History.read(connected, target.root());
        Optional<PastRun> run = asked.isPresent() ? Historian.find(history, asked.get()) : history.last();
        if (run.isPresent()) {
            return result(run.get(), RollbackSurvey.plan(connected, target.root(), history, run.get()));
        }
        return asked.map(name -> impossible(
                        "there is no record of a run '" + name + "' on " + target.name(),
                        Historian.advice(history, name)))
                .orElseGet(() -> impossible("no run on " + target.name() + " is there to roll back", ""));
    }

    private RollbackResult impossible(String why, String advice) {
        return new RollbackResult.Impossible(target.name(), why, advice);
    }

    private RollbackResult result(PastRun run, WayBack way) {
        return switch (way) {
            case WayBack.Open open -> new RollbackResult.Planned(open.plan(), run.id());
            case WayBack.Moved moved -> new RollbackResult.Moved(target.name(), run.id(), moved.moved());
            case WayBack.Closed closed ->
                impossible(
                        "run " + run.id() + " on " + target.name() + " cannot be rolled back: " + closed.why(),
                        closed.advice());
        };
    }

    /**
     * Carries out the plan.
     *
     * @param plan of {@link #plan}
     * @param run the id of this run
     */
    public HostResult carryOut(HostPlan plan, String run, Progress progress) {
        Host connected = host;
        if (connected == null) {
            throw new IllegalStateException("nothing was planned for " + target.name());
        }
        HostResult result;
        try {
            Execution.Ended ended = new Execution(connector, target, window, progress).carryOut(connected, plan, run);
            host = ended.host().orElse(null);
            result = verified(plan, ended);
        } catch (HostFailureException failed) {
            result = new HostResult.Failed(target.name(), failed.failure(), List.of());
        }
        progress.ended(result);
        return result;
    }

    /** A second look, as after any change. */
    private HostResult verified(HostPlan plan, Execution.Ended ended) {
        if (!(ended.outcome() instanceof Outcome.Applied applied)
                || ended.host().isEmpty()) {
            return new HostResult.Changed(plan, ended.outcome());
        }
        try {
            HostPlan rest = Aftermath.rest(ended.host().get(), target.root(), plan);
            return rest.isInSync()
                    ? new HostResult.Changed(plan, applied)
                    : new HostResult.Unsettled(plan, applied.run(), rest);
        } catch (HostFailureException failed) {
            return new HostResult.Unverified(plan, applied.run(), failed.failure());
        }
    }

    @Override
    public void close() {
        Host connected = host;
        if (connected != null) {
            connected.close();
        }
    }
}

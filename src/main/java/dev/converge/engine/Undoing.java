package dev.converge.engine;

import dev.converge.apply.Outcome;
import dev.converge.host.Connector;
import dev.converge.host.HostFailure;
import dev.converge.host.HostName;
import dev.converge.host.Target;
import dev.converge.plan.HostPlan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Undoes what a run did to hosts, because the rollout they belong to failed: the same as {@code converge rollback} of that run. */
final class Undoing {

    private final Connector connector;
    private final Duration window;
    private final String run;
    private final Halt halt;
    private final Progress progress;

    /**
     * @param window how long a host waits for the confirmation before it takes back the undoing; whole seconds
     * @param run the id of the run to undo
     * @param halt why
     */
    Undoing(Connector connector, Duration window, String run, Halt halt, Progress progress) {
        this.connector = connector;
        this.window = window;
        this.run = run;
        this.halt = halt;
        this.progress = progress;
    }

    /** The plan that was carried out and stands, verified or not; nothing when the host is as before or sees to itself. */
    static Optional<HostPlan> standing(HostResult result) {
        return switch (result) {
            case HostResult.Changed changed ->
                changed.outcome() instanceof Outcome.Applied ? Optional.of(changed.plan()) : Optional.empty();
            case HostResult.Unsettled unsettled -> Optional.of(unsettled.plan());
            case HostResult.Unverified unverified -> Optional.of(unverified.plan());
            case HostResult.Planned planned -> Optional.empty();
            case HostResult.Failed failed -> Optional.empty();
            case HostResult.NotBegun notBegun -> Optional.empty();
            case HostResult.Undone undone -> Optional.empty();
            case HostResult.NotUndone notUndone -> Optional.empty();
        };
    }

    /**
     * Looking at the host, changing it back and confirming are one stage to whoever watches.
     *
     * @param plan what was carried out
     */
    HostResult undo(Target target, HostPlan plan) {
        progress.begins(target.name(), Stage.UNDOING);
        try (Rollback rollback = new Rollback(connector, target, window)) {
            HostResult attempt = attempt(rollback, rollback.plan(Optional.of(run), Progress.NONE));
            return attempt.isAsPlanned()
                    ? new HostResult.Undone(plan, run, halt)
                    : new HostResult.NotUndone(plan, run, halt, attempt);
        }
    }

    /** The undoing is a run of its own, named after the one it undoes. */
    private HostResult attempt(Rollback rollback, RollbackResult way) {
        return switch (way) {
            case RollbackResult.Planned planned -> rollback.carryOut(planned.plan(), run + "-back", Progress.NONE);
            case RollbackResult.Moved moved ->
                failed(moved.host(), "What the run left was changed since", String.join("\n", moved.moved()), "");
            case RollbackResult.Impossible impossible ->
                failed(impossible.host(), "The run cannot be undone", impossible.why() + ".", impossible.advice());
            case RollbackResult.Failed failed -> new HostResult.Failed(failed.host(), failed.failure(), List.of());
        };
    }

    private static HostResult failed(HostName host, String summary, String detail, String remedy) {
        return new HostResult.Failed(host, HostFailure.failed(summary, detail, remedy), List.of());
    }
}

package dev.converge.engine;

import dev.converge.apply.Outcome;
import dev.converge.finding.Finding;
import dev.converge.host.HostFailure;
import dev.converge.host.HostName;
import dev.converge.plan.HostPlan;
import java.util.List;
import java.util.Optional;

/** How far one host came. */
public sealed interface HostResult {

    HostName host();

    /** Whether the host is, for all that is known, in the state planned. */
    default boolean isAsPlanned() {
        return switch (this) {
            case Planned planned -> planned.isInSync();
            case Changed changed -> changed.outcome() instanceof Outcome.Applied;
            case Failed failed -> false;
            case NotBegun notBegun -> false;
            case Undone undone -> false;
            case NotUndone notUndone -> false;
            case Unsettled unsettled -> false;
            case Unverified unverified -> false;
        };
    }

    /**
     * There is a plan, and nothing has been changed.
     *
     * @param unfinished the id of another run that is not over on this host
     */
    record Planned(HostPlan plan, Optional<String> unfinished) implements HostResult {
        @Override
        public HostName host() {
            return plan.host();
        }

        /** Whether nothing is to be done, and nothing will be undone: what an open run has changed may be gone in a moment. */
        public boolean isInSync() {
            return plan.isInSync() && unfinished.isEmpty();
        }
    }

    /**
     * There is no plan, or nothing of it could be begun: the host is as before.
     *
     * @param findings what was seen all the same
     */
    record Failed(HostName host, HostFailure failure, List<Finding> findings) implements HostResult {
        public Failed {
            findings = List.copyOf(findings);
        }
    }

    /** There is a plan, and nothing of it was begun, because the run ended before it was this host's turn. */
    record NotBegun(HostPlan plan, Halt halt) implements HostResult {
        @Override
        public HostName host() {
            return plan.host();
        }
    }

    /** The plan was carried out and a second look found nothing left to do; or the outcome says why not. */
    record Changed(HostPlan plan, Outcome outcome) implements HostResult {
        @Override
        public HostName host() {
            return plan.host();
        }
    }

    /**
     * The plan was carried out, and then undone, because the rollout failed on other hosts.
     *
     * @param run the id of the run that is undone
     */
    record Undone(HostPlan plan, String run, Halt halt) implements HostResult {
        @Override
        public HostName host() {
            return plan.host();
        }
    }

    /**
     * The plan was carried out, and should have been undone, because the rollout failed on other hosts.
     *
     * @param run the id of the run that stands
     * @param attempt what came of undoing it
     */
    record NotUndone(HostPlan plan, String run, Halt halt, HostResult attempt) implements HostResult {
        @Override
        public HostName host() {
            return plan.host();
        }
    }

    /**
     * The plan was carried out, yet a second look found something left to do.
     *
     * @param run the id of the run
     * @param rest the plan that is not empty
     */
    record Unsettled(HostPlan plan, String run, HostPlan rest) implements HostResult {
        @Override
        public HostName host() {
            return plan.host();
        }
    }

    /** The plan was carried out, but the host could not be looked at again. */
    record Unverified(HostPlan plan, String run, HostFailure failure) implements HostResult {
        @Override
        public HostName host() {
            return plan.host();
        }
    }
}

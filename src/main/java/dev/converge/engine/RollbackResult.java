package dev.converge.engine;

import dev.converge.host.HostFailure;
import dev.converge.host.HostName;
import dev.converge.plan.HostPlan;
import dev.converge.plan.RunId;
import java.util.List;

/** What came of asking how one run of one host would be rolled back. */
public sealed interface RollbackResult {

    HostName host();

    /** It can be rolled back, and nothing has been changed yet. */
    record Planned(HostPlan plan, RunId run) implements RollbackResult {
        @Override
        public HostName host() {
            return plan.host();
        }
    }

    /**
     * Somebody changed what the run left.
     *
     * @param moved path by path: what it is now, and which later run made it that
     */
    record Moved(HostName host, RunId run, List<String> moved) implements RollbackResult {
        public Moved {
            moved = List.copyOf(moved);
        }
    }

    /**
     * There is no such run, nothing to roll back, or nothing to roll it back with.
     *
     * @param why one sentence without its full stop
     * @param advice what to do; empty when there is nothing
     */
    record Impossible(HostName host, String why, String advice) implements RollbackResult {}

    /** The host could not be looked at. */
    record Failed(HostName host, HostFailure failure) implements RollbackResult {}
}

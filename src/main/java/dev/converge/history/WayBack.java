package dev.converge.history;

import dev.converge.plan.HostPlan;
import java.util.List;

/** What rolling back a run of a host would be. */
public sealed interface WayBack {

    /** It can be rolled back: an ordinary plan. */
    record Open(HostPlan plan) implements WayBack {}

    /**
     * Somebody changed what the run left.
     *
     * @param moved path by path: what it is now, and which later run made it that
     */
    record Moved(List<String> moved) implements WayBack {
        public Moved {
            moved = List.copyOf(moved);
        }
    }

    /**
     * There is nothing to roll it back with, or nothing to roll back.
     *
     * @param why half a sentence
     * @param advice what to do; empty when there is nothing
     */
    record Closed(String why, String advice) implements WayBack {}
}

package dev.converge.plan;

import dev.converge.unit.UnitName;
import dev.converge.unit.UserAccount;
import java.util.List;

/**
 * What will happen in the manager of one user, beside the changes of paths, which are those of the whole host.
 *
 * @param stops before any path changes
 * @param jobs after all paths have changed and the system's own jobs are done
 * @param removed units that the manager must no longer know in the end
 */
public record UserPlan(UserAccount account, List<Job.Stop> stops, List<Job> jobs, List<UnitName> removed) {
    public UserPlan {
        stops = List.copyOf(stops);
        jobs = List.copyOf(jobs);
        removed = List.copyOf(removed);
    }

    boolean hasJobs() {
        return !stops.isEmpty() || !jobs.isEmpty();
    }
}

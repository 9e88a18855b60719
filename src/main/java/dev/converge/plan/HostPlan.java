package dev.converge.plan;

import dev.converge.check.Finding;
import dev.converge.diff.Change;
import dev.converge.host.HostName;
import dev.converge.unit.Manifest;
import dev.converge.unit.SystemdVersion;
import dev.converge.unit.UnitName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Exactly what will happen on one host: stop what goes, change all paths, then the rest of the jobs in order.
 *
 * @param systemd empty for a directory tree, which has no jobs
 * @param stops before any path changes
 * @param jobs after all paths have changed
 * @param removed units that systemd must no longer know in the end
 * @param manifest what converge owns afterwards
 */
public record HostPlan(
        HostName host,
        Optional<SystemdVersion> systemd,
        List<Job.Stop> stops,
        List<Change> changes,
        List<Job> jobs,
        List<UnitName> removed,
        Manifest manifest,
        List<Finding> findings) {

    public HostPlan {
        stops = List.copyOf(stops);
        changes = List.copyOf(changes);
        jobs = List.copyOf(jobs);
        removed = List.copyOf(removed);
        findings = List.copyOf(findings);
    }

    /** Whether there is nothing to do. */
    public boolean isInSync() {
        return stops.isEmpty() && changes.isEmpty() && jobs.isEmpty();
    }

    /** The changed paths alone, as apply needs them: without who wants the change and why. */
    public List<PathChange> paths() {
        return changes.stream()
                .map(change -> new PathChange(change.path(), change.before(), change.after()))
                .toList();
    }

    /** All jobs in the order they run. */
    public List<Job> allJobs() {
        return Stream.concat(stops.stream(), jobs.stream()).toList();
    }
}

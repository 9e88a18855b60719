package dev.converge.plan;

import dev.converge.diff.Change;
import dev.converge.finding.Finding;
import dev.converge.host.HostName;
import dev.converge.unit.Manifest;
import dev.converge.unit.PlayName;
import dev.converge.unit.Seen;
import dev.converge.unit.SystemdVersion;
import dev.converge.unit.UnitName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Exactly what will happen on one host: stop what goes, change all paths, then the rest of the jobs in order.
 *
 * @param systemd empty for a directory tree, which has no jobs
 * @param stops before any path changes
 * @param jobs after all paths have changed
 * @param removed units that systemd must no longer know in the end
 * @param users the same in the managers of users, which come after the system's
 * @param manifest what converge owns afterwards
 * @param seen what the host must still be for the plan to be carried out, beside the paths that change; none: they are all that counts
 * @param undoes the run that this takes back, if it does that
 */
public record HostPlan(
        HostName host,
        Optional<SystemdVersion> systemd,
        List<Job.Stop> stops,
        List<Change> changes,
        List<Job> jobs,
        List<UnitName> removed,
        List<UserPlan> users,
        Manifest manifest,
        Optional<Seen> seen,
        List<Finding> findings,
        Optional<RunId> undoes) {

    public HostPlan {
        stops = List.copyOf(stops);
        changes = List.copyOf(changes);
        jobs = List.copyOf(jobs);
        removed = List.copyOf(removed);
        users = List.copyOf(users);
        findings = List.copyOf(findings);
    }

    /** A plan that takes back no run. */
    public HostPlan(
            HostName host,
            Optional<SystemdVersion> systemd,
            List<Job.Stop> stops,
            List<Change> changes,
            List<Job> jobs,
            List<UnitName> removed,
            List<UserPlan> users,
            Manifest manifest,
            Optional<Seen> seen,
            List<Finding> findings) {
        this(host, systemd, stops, changes, jobs, removed, users, manifest, seen, findings, Optional.empty());
    }

    /** A plan that has nothing to do with users, and rests on nothing but the paths it changes. */
    public HostPlan(
            HostName host,
            Optional<SystemdVersion> systemd,
            List<Job.Stop> stops,
            List<Change> changes,
            List<Job> jobs,
            List<UnitName> removed,
            Manifest manifest,
            List<Finding> findings) {
        this(host, systemd, stops, changes, jobs, removed, List.of(), manifest, Optional.empty(), findings);
    }

    /** The same plan as one that takes back a run. */
    public HostPlan undoing(RunId run) {
        return new HostPlan(
                host, systemd, stops, changes, jobs, removed, users, manifest, seen, findings, Optional.of(run));
    }

    /** The plays on whose word it is done, in the order of the alphabet. */
    public SortedSet<PlayName> plays() {
        return changes.stream().map(Change::play).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether there is nothing to do. */
    public boolean isInSync() {
        return changes.isEmpty() && steps().isEmpty();
    }

    /** The changed paths alone, as apply needs them: without who wants the change and why. */
    public List<PathChange> paths() {
        return changes.stream()
                .map(change -> new PathChange(change.path(), change.before(), change.after()))
                .toList();
    }

    /** All jobs in the order they run. */
    public List<Job> allJobs() {
        return steps().stream().map(Step::job).toList();
    }

    /** The same with whose manager does each: all stops, the system's first, then the rest likewise. */
    public List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        stops.forEach(stop -> steps.add(new Step(stop, Optional.empty())));
        users.forEach(user -> user.stops().forEach(stop -> steps.add(step(stop, user))));
        jobs.forEach(job -> steps.add(new Step(job, Optional.empty())));
        users.forEach(user -> user.jobs().forEach(job -> steps.add(step(job, user))));
        return steps;
    }

    private static Step step(Job job, UserPlan user) {
        return new Step(job, Optional.of(user.account().name()));
    }
}

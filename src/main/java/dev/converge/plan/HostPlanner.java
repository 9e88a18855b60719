package dev.converge.plan;

import dev.converge.diff.Change;
import dev.converge.diff.HostDiff;
import dev.converge.diff.Reason;
import dev.converge.diff.UnitEffect;
import dev.converge.diff.UserDiff;
import dev.converge.finding.Finding;
import dev.converge.host.HostName;
import dev.converge.unit.HealthGate;
import dev.converge.unit.SystemdVersion;
import dev.converge.unit.UnitName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts what differs in order: stop what goes or pauses, under the old definitions; change all paths; one daemon-reload or daemon-reexec; reset-failed, which
 * gives each unit its full number of starts again (SYSTEMD.md 1); then starts, restarts and reloads. {@link JobOrder} says which unit comes
 * first.
 */
public final class HostPlanner {

    private static final Reason FORGET = new Reason("so that systemd forgets it");
    private static final Reason FULL_START_COUNT =
            new Reason("so that this start does not count against its start limit");
    private static final Reason RAN_BEFORE = new Reason("ran before the change");

    private final Map<UnitName, Job.Stop> stops = new LinkedHashMap<>();
    private final List<UnitName> removed = new ArrayList<>();
    private final Map<UnitName, Job.OfUnit> starts = new LinkedHashMap<>();

    private final Map<UnitName, HealthGate> health;

    private HostPlanner(Map<UnitName, HealthGate> health) {
        this.health = health;
    }

    public static HostPlan plan(
            HostName host, Optional<SystemdVersion> systemd, HostDiff diff, List<Finding> findings) {
        HostPlanner system = new HostPlanner(diff.health());
        diff.effects().forEach(system::add);
        List<UserPlan> users = diff.users().stream()
                .map(HostPlanner::user)
                .filter(user -> user.hasJobs() || diff.changes().stream().anyMatch(change -> isOf(user, change)))
                .toList();
        return new HostPlan(
                host,
                systemd,
                system.stops(new JobOrder(diff.before())),
                diff.changes(),
                system.jobs(reading(diff), new JobOrder(diff.after())),
                system.removed,
                users,
                diff.manifest(),
                Optional.of(diff.seen()),
                findings);
    }

    private static UserPlan user(UserDiff user) {
        HostPlanner planner = new HostPlanner(user.health());
        user.effects().forEach(planner::add);
        return new UserPlan(
                user.account(),
                planner.stops(new JobOrder(user.before())),
                planner.jobs(user.daemonReload().map(Job.DaemonReload::new), new JobOrder(user.after())),
                planner.removed);
    }

    private static boolean isOf(UserPlan user, Change change) {
        return change.path().isBelow(user.account().searchPath().config());
    }

    private void add(UnitEffect effect) {
        UnitName unit = effect.unit();
        Reason reason = effect.reason();
        switch (effect) {
            case UnitEffect.Stops stop -> stops.put(unit, new Job.Stop(unit, false, reason));
            case UnitEffect.Vanishes vanish -> {
                if (vanish.up()) {
                    stops.put(unit, new Job.Stop(unit, true, reason));
                }
                removed.add(unit);
            }
            case UnitEffect.Pauses pause -> {
                stops.put(unit, new Job.Stop(unit, false, reason));
                starts.put(unit, new Job.Start(unit, health(unit), RAN_BEFORE));
            }
            case UnitEffect.Starts start -> starts.put(unit, new Job.Start(unit, health(unit), reason));
            case UnitEffect.Restarts restart -> starts.put(unit, new Job.Restart(unit, health(unit), reason));
            case UnitEffect.Reloads reload -> starts.put(unit, new Job.Reload(unit, reason));
        }
    }

    /** An instance has what its template has, unless it has its own. */
    private Optional<HealthGate> health(UnitName unit) {
        return Optional.ofNullable(health.get(unit))
                .or(() -> unit.template().flatMap(template -> Optional.ofNullable(health.get(template))));
    }

    private List<Job.Stop> stops(JobOrder order) {
        return order.ofStops(List.copyOf(stops.keySet())).stream()
                .flatMap(unit -> Optional.ofNullable(stops.get(unit)).stream())
                .toList();
    }

    /** A daemon-reexec reads all that a daemon-reload reads. */
    private static Optional<Job> reading(HostDiff diff) {
        return diff.daemonReexec()
                .<Job>map(Job.DaemonReexec::new)
                .or(() -> diff.daemonReload().map(Job.DaemonReload::new));
    }

    private List<Job> jobs(Optional<Job> reading, JobOrder order) {
        List<Job.OfUnit> ordered = order.ofStarts(List.copyOf(starts.keySet())).stream()
                .flatMap(unit -> Optional.ofNullable(starts.get(unit)).stream())
                .toList();
        List<Job> jobs = new ArrayList<>();
        reading.ifPresent(jobs::add);
        removed.forEach(unit -> jobs.add(new Job.ResetFailed(unit, FORGET)));
        ordered.stream()
                .filter(job -> !(job instanceof Job.Reload))
                .forEach(job -> jobs.add(new Job.ResetFailed(job.unit(), FULL_START_COUNT)));
        jobs.addAll(ordered);
        return jobs;
    }
}

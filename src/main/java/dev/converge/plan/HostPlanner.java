package dev.converge.plan;

import dev.converge.check.Finding;
import dev.converge.diff.HostDiff;
import dev.converge.diff.Reason;
import dev.converge.diff.UnitEffect;
import dev.converge.host.HostName;
import dev.converge.unit.SystemdVersion;
import dev.converge.unit.UnitName;
import dev.converge.unit.UnitType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Puts what differs in order: stop what goes, triggers first, under the old definitions; change all paths; one daemon-reload; then
 * reset-failed, which gives each unit its full number of starts again (SYSTEMD.md 1), right before its job.
 */
public final class HostPlanner {

    private static final Reason FORGET = new Reason("so that systemd forgets it");
    private static final Reason FULL_START_COUNT =
            new Reason("so that this start does not count against its start limit");

    private HostPlanner() {}

    public static HostPlan plan(
            HostName host, Optional<SystemdVersion> systemd, HostDiff diff, List<Finding> findings) {
        List<Job.Stop> stops = new ArrayList<>();
        List<Job> jobs = new ArrayList<>();
        List<UnitName> removed = new ArrayList<>();
        diff.daemonReload().map(Job.DaemonReload::new).ifPresent(jobs::add);
        for (UnitEffect effect : diff.effects()) {
            switch (effect) {
                case UnitEffect.Stops stop -> stops.add(new Job.Stop(stop.unit(), false, stop.reason()));
                case UnitEffect.Vanishes vanish -> {
                    if (vanish.up()) {
                        stops.add(new Job.Stop(vanish.unit(), true, vanish.reason()));
                    }
                    jobs.add(new Job.ResetFailed(vanish.unit(), FORGET));
                    removed.add(vanish.unit());
                }
                case UnitEffect.Starts start -> {
                    jobs.add(new Job.ResetFailed(start.unit(), FULL_START_COUNT));
                    jobs.add(new Job.Start(start.unit(), start.reason()));
                }
                case UnitEffect.Restarts restart -> {
                    jobs.add(new Job.ResetFailed(restart.unit(), FULL_START_COUNT));
                    jobs.add(new Job.Restart(restart.unit(), restart.reason()));
                }
                case UnitEffect.Reloads reload -> jobs.add(new Job.Reload(reload.unit(), reload.reason()));
            }
        }
        stops.sort(Comparator.comparingInt((Job.Stop stop) -> isTrigger(stop.unit()) ? 0 : 1));
        return new HostPlan(host, systemd, stops, diff.changes(), jobs, removed, diff.manifest(), findings);
    }

    private static boolean isTrigger(UnitName unit) {
        UnitType type = unit.type();
        return type == UnitType.SOCKET || type == UnitType.TIMER || type == UnitType.PATH || type == UnitType.AUTOMOUNT;
    }
}

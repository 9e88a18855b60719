package dev.converge.report.saved;

import dev.converge.diff.Reason;
import dev.converge.plan.Job;
import dev.converge.unit.HealthGate;
import dev.converge.unit.TimeSpan;
import dev.converge.unit.UnitName;
import dev.converge.unit.UserName;
import java.util.List;
import java.util.Optional;

/**
 * A job of a saved plan. All stops come before any path changes, and all other jobs after it.
 *
 * @param user whose manager does it; none: the system's
 */
record SavedJob(Job job, Optional<UserName> user) {

    static SavedJob read(SavedNode node) {
        Reason reason = new Reason(node.text("reason"));
        Job job = switch (node.text("job")) {
            case "stop" -> new Job.Stop(unit(node), node.has("whole") && node.truth("whole"), reason);
            case "daemon-reload" -> new Job.DaemonReload(ofNoUnit(node, reason));
            case "daemon-reexec" -> new Job.DaemonReexec(ofNoUnit(node, reason));
            case "reset-failed" -> new Job.ResetFailed(unit(node), reason);
            case "start" -> new Job.Start(unit(node), health(node), reason);
            case "restart" -> new Job.Restart(unit(node), health(node), reason);
            case "reload" -> new Job.Reload(unit(node), reason);
            default -> throw node.refusal("job", "is no job");
        };
        SavedJob read = new SavedJob(job, SavedHostReader.user(node));
        node.end();
        return read;
    }

    private static UnitName unit(SavedNode node) {
        return node.value("unit", UnitName::new);
    }

    private static Optional<HealthGate> health(SavedNode node) {
        return node.has("health") ? Optional.of(gate(node.child("health"))) : Optional.empty();
    }

    private static HealthGate gate(SavedNode node) {
        long activeFor = node.number("active_for_s");
        long timeout = node.number("timeout_s");
        node.end();
        try {
            return new HealthGate(TimeSpan.ofSeconds(activeFor), TimeSpan.ofSeconds(timeout));
        } catch (IllegalArgumentException invalid) {
            throw node.refusal("active_for_s", "and timeout_s are not what a unit can be given")
                    .because(invalid);
        }
    }

    private static Reason ofNoUnit(SavedNode node, Reason reason) {
        if (!node.isNull("unit")) {
            throw node.refusal("unit", "should be null");
        }
        return reason;
    }

    static List<Job.Stop> stopsOf(List<SavedJob> jobs, Optional<UserName> user) {
        return jobs.stream()
                .filter(job -> job.user().equals(user))
                .map(SavedJob::job)
                .filter(Job.Stop.class::isInstance)
                .map(Job.Stop.class::cast)
                .toList();
    }

    static List<Job> othersOf(List<SavedJob> jobs, Optional<UserName> user) {
        return jobs.stream()
                .filter(job -> job.user().equals(user))
                .map(SavedJob::job)
                .filter(job -> !(job instanceof Job.Stop))
                .toList();
    }
}

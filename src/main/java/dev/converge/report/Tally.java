package dev.converge.report;

import dev.converge.diff.Change;
import dev.converge.engine.HostResult;
import dev.converge.host.HostFailure;
import dev.converge.plan.HostPlan;
import java.util.List;
import java.util.Optional;

/**
 * The numbers of a run's plans.
 *
 * @param toChange hosts with something to do
 */
public record Tally(
        int hosts,
        int toChange,
        int inSync,
        int unreachable,
        int failed,
        long created,
        long updated,
        long deleted,
        long jobs) {

    public static Tally of(List<HostResult> results) {
        List<HostPlan> plans =
                results.stream().map(Tally::planOf).flatMap(Optional::stream).toList();
        return new Tally(
                results.size(),
                (int) plans.stream().filter(plan -> !plan.isInSync()).count(),
                (int) plans.stream().filter(HostPlan::isInSync).count(),
                failures(results, HostFailure.Kind.UNREACHABLE),
                failures(results, HostFailure.Kind.FAILED),
                changes(plans, Change.Creation.class),
                changes(plans, Change.Update.class),
                changes(plans, Change.Deletion.class),
                plans.stream().mapToLong(plan -> plan.allJobs().size()).sum());
    }

    long changes() {
        return created + updated + deleted;
    }

    /** What a host is or was to undergo. */
    static Optional<HostPlan> planOf(HostResult result) {
        return switch (result) {
            case HostResult.Planned planned -> Optional.of(planned.plan());
            case HostResult.Failed failed -> Optional.empty();
            case HostResult.NotBegun notBegun -> Optional.of(notBegun.plan());
            case HostResult.Undone undone -> Optional.of(undone.plan());
            case HostResult.NotUndone notUndone -> Optional.of(notUndone.plan());
            case HostResult.Changed changed -> Optional.of(changed.plan());
            case HostResult.Unsettled unsettled -> Optional.of(unsettled.plan());
            case HostResult.Unverified unverified -> Optional.of(unverified.plan());
        };
    }

    private static int failures(List<HostResult> results, HostFailure.Kind kind) {
        return (int) results.stream()
                .filter(result -> result instanceof HostResult.Failed failed
                        && failed.failure().kind() == kind)
                .count();
    }

    private static long changes(List<HostPlan> plans, Class<? extends Change> kind) {
        return plans.stream()
                .flatMap(plan -> plan.changes().stream())
                .filter(kind::isInstance)
                .count();
    }
}

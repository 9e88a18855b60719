package dev.converge.report;

import dev.converge.apply.Outcome;
import dev.converge.engine.HostResult;
import dev.converge.engine.RollbackResult;
import dev.converge.plan.HostPlan;
import dev.converge.unit.Manifest;
import java.util.List;
import java.util.Optional;

/** What {@code rollback} tells beside what {@code apply} would: that a host is not as the run left it. */
public final class RollbackReport {

    private RollbackReport() {}

    /** Programs are told as of any plan that a host refuses. */
    public static void refused(RunReport report, RollbackResult.Moved moved) {
        switch (report) {
            case TextReport text -> text.refused(moved);
            case JsonReport json -> json.applied(List.of(result(moved)), List.of());
        }
    }

    private static HostResult result(RollbackResult.Moved moved) {
        HostPlan nothing = new HostPlan(
                moved.host(), Optional.empty(), List.of(), List.of(), List.of(), List.of(), Manifest.NONE, List.of());
        return new HostResult.Changed(nothing, new Outcome.Refused(moved.moved()));
    }
}

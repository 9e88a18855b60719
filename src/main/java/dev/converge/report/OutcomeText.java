package dev.converge.report;

import dev.converge.apply.Outcome;
import dev.converge.engine.HostResult;
import dev.converge.host.HostFailure;
import dev.converge.host.HostName;
import dev.converge.plan.HostPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How each host ended: what happened, what state it is in, what to do. */
public final class OutcomeText {

    private OutcomeText() {}

    static void write(Page page, HostResult result) {
        switch (result) {
            case HostResult.Planned planned -> line(page, planned.host(), Tone.GOOD, "in sync", "nothing to do");
            case HostResult.Failed failed -> FailureText.write(page, failed.host(), failed.failure());
            case HostResult.NotBegun notBegun ->
                line(
                        page,
                        notBegun.host(),
                        Tone.WARNING,
                        "not begun",
                        HaltText.of(notBegun.halt()) + "; nothing was changed");
            case HostResult.Undone undone ->
                line(
                        page,
                        undone.host(),
                        Tone.WARNING,
                        "undone",
                        HaltText.of(undone.halt()) + "; what run " + undone.run()
                                + " did was undone, and the host is as it was before");
            case HostResult.NotUndone notUndone -> {
                line(
                        page,
                        notUndone.host(),
                        Tone.BAD,
                        "NOT UNDONE",
                        HaltText.of(notUndone.halt()) + "; the plan was carried out (run " + notUndone.run()
                                + "), and undoing it did not succeed:");
                write(page, notUndone.attempt());
                page.line(4, Span.of("Try again: converge rollback " + notUndone.host() + " " + notUndone.run()));
            }
            case HostResult.Changed changed -> outcome(page, changed.plan(), changed.outcome());
            case HostResult.Unsettled unsettled -> unsettled(page, unsettled);
            case HostResult.Unverified unverified -> {
                line(
                        page,
                        unverified.host(),
                        Tone.BAD,
                        "not verified",
                        "the plan was carried out (run " + unverified.run()
                                + "), but then the host could not be looked at: "
                                + unverified.failure().summary());
                FailureText.particulars(page, unverified.failure());
            }
        }
    }

    private static void outcome(Page page, HostPlan plan, Outcome outcome) {
        HostName host = plan.host();
        switch (outcome) {
            case Outcome.Applied applied ->
                line(page, host, Tone.GOOD, "done", done(plan) + "; nothing is left to do (run " + applied.run() + ")");
            case Outcome.RolledBack rolledBack -> {
                line(
                        page,
                        host,
                        Tone.BAD,
                        "rolled back",
                        "could not " + rolledBack.step() + " (run " + rolledBack.run() + ")");
                rolledBack.detail().forEach(detail -> page.block(4, Tone.PLAIN, detail));
                page.line(4, Span.of("The host is as it was before."));
            }
            case Outcome.Refused refused -> {
                line(page, host, Tone.BAD, "refused", "the host no longer is what the plan saw; nothing was changed");
                refused.moved().forEach(moved -> page.block(4, Tone.PLAIN, moved));
                page.line(4, Span.of("Look at the new plan: converge plan --limit " + host));
            }
            case Outcome.RollbackFailed failed -> rollbackFailed(page, plan, failed);
            case Outcome.Unknown unknown -> unknown(page, host, unknown);
        }
    }

    /** What comes next depends on who is there to try again: systemd's timer on a running system, nobody in a directory tree. */
    private static void rollbackFailed(Page page, HostPlan plan, Outcome.RollbackFailed failed) {
        HostName host = plan.host();
        line(page, host, Tone.BAD, "ROLLBACK FAILED", "could not " + failed.step() + " (run " + failed.run() + ")");
        page.line(4, Span.of("Neither old nor new:"));
        failed.left().forEach(left -> page.block(6, Tone.PLAIN, left));
        if (plan.systemd().isPresent()) {
            page.line(
                    4,
                    Span.of(
                            "The host goes on trying to undo it by itself, every 15 seconds and when it boots. Mend what is in the way there: a full disk, a file that cannot be written, a systemd that does not answer."));
            page.line(4, Span.of("To see whether it has succeeded: converge plan --limit " + host));
        } else {
            page.line(
                    4,
                    Span.of(
                            "In a directory tree nothing tries again by itself. Mend what is in the way there; the next converge apply undoes this first."));
        }
        page.line(4, Span.of("The files as they were are kept below /etc/systemd/system/.converge on the host."));
    }

    private static void unknown(Page page, HostName host, Outcome.Unknown unknown) {
        HostFailure failure = unknown.failure();
        line(page, host, Tone.BAD, "unknown", failure.summary() + " (run " + unknown.run() + ")");
        FailureText.particulars(page, failure);
        page.line(
                4,
                Span.of("The host finishes or undoes the change by itself. To see which: converge plan --limit "
                        + host));
    }

    private static void unsettled(Page page, HostResult.Unsettled unsettled) {
        line(
                page,
                unsettled.host(),
                Tone.BAD,
                "not settled",
                "the plan was carried out (run " + unsettled.run() + "), yet this is left to do:");
        PlanText.write(page, unsettled.rest());
    }

    private static void line(Page page, HostName host, Tone tone, String word, String rest) {
        page.line(0, Span.of(tone, host + " " + word), Span.of(": " + rest));
    }

    private static String done(HostPlan plan) {
        return Counted.list(plan.changes().size(), "change", plan.allJobs().size(), "job");
    }

    /** One line with the number of hosts for each way to end, in the order they first appear. */
    static void summary(Page page, List<HostResult> results) {
        Map<String, Integer> endings = new LinkedHashMap<>();
        results.forEach(result -> endings.merge(ending(result), 1, Integer::sum));
        String counts = endings.entrySet().stream()
                .map(ending -> ending.getValue() + " " + ending.getKey())
                .collect(Collectors.joining(", "));
        page.line(
                0,
                Span.of(Tone.STRONG, "Apply: "),
                Span.of(Counted.of(results.size(), "host") + (counts.isEmpty() ? "" : "; ") + counts + "."));
        if (results.stream().anyMatch(HostResult.NotBegun.class::isInstance)) {
            page.line(0, Span.of("To continue with the hosts that are left, give the same command with --resume."));
        }
    }

    /** How a host ended, in a word; JSON has the same with dashes. */
    public static String ending(HostResult result) {
        return switch (result) {
            case HostResult.Planned planned -> "in sync";
            case HostResult.Failed failed -> FailureText.word(failed.failure().kind());
            case HostResult.NotBegun notBegun -> "not begun";
            case HostResult.Undone undone -> "undone";
            case HostResult.NotUndone notUndone -> "not undone";
            case HostResult.Unsettled unsettled -> "not settled";
            case HostResult.Unverified unverified -> "not verified";
            case HostResult.Changed changed ->
                switch (changed.outcome()) {
                    case Outcome.Applied applied -> "done";
                    case Outcome.RolledBack rolledBack -> "rolled back";
                    case Outcome.Refused refused -> "refused";
                    case Outcome.RollbackFailed failed -> "rollback failed";
                    case Outcome.Unknown unknown -> "unknown";
                };
        };
    }
}

package dev.converge.cli;

import dev.converge.apply.Outcome;
import dev.converge.engine.ExplainResult;
import dev.converge.engine.HistoryResult;
import dev.converge.engine.HostResult;
import dev.converge.engine.SweepResult;
import dev.converge.host.HostFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How converge ends. The numbers are a contract; among several hosts the highest wins. */
enum ExitStatus {
    DONE(0, "done, or nothing to do"),
    NOTHING_TOUCHED(
            1,
            "usage, configuration or internal error, or the answer to the question was not yes; nothing was touched"),
    PENDING(2, "changes pending (plan --detailed-exitcode), or findings (check)"),
    FAILED(3, "a host failed and was rolled back"),
    UNREACHABLE(4, "a host was unreachable"),
    REFUSED(5, "a host refused because it no longer matches the plan"),
    ROLLBACK_FAILED(6, "a rollback itself failed"),
    INTERRUPTED(130, "interrupted by Ctrl-C");

    private final int number;
    private final String meaning;

    ExitStatus(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    int number() {
        return number;
    }

    /** For {@code --help}: the meanings by number. */
    static Map<String, String> meanings() {
        Map<String, String> meanings = new LinkedHashMap<>();
        for (ExitStatus status : values()) {
            meanings.put(" " + status.number, status.meaning);
        }
        return meanings;
    }

    /** The worst among the hosts. */
    static ExitStatus of(List<HostResult> results) {
        return results.stream().map(ExitStatus::of).reduce(DONE, ExitStatus::worse);
    }

    /** Of a plan that somebody was asked about and did not agree to: a script that goes on must not take it for done. */
    static ExitStatus ofDeclined(List<HostResult> planned) {
        return worse(NOTHING_TOUCHED, of(planned));
    }

    /** A unit that does not exist is a wrong argument. */
    static ExitStatus of(ExplainResult result) {
        return switch (result) {
            case ExplainResult.Explained explained -> DONE;
            case ExplainResult.NoSuchUnit missing -> NOTHING_TOUCHED;
            case ExplainResult.Failed failed -> of(failed.failure());
        };
    }

    /** A run that does not exist is a wrong argument. */
    static ExitStatus of(HistoryResult result) {
        return switch (result) {
            case HistoryResult.Told told -> DONE;
            case HistoryResult.ToldOf told -> DONE;
            case HistoryResult.NoSuchRun missing -> NOTHING_TOUCHED;
            case HistoryResult.Failed failed -> of(failed.failure());
        };
    }

    /** Of {@code plan --detailed-exitcode}: what an open run may undo is pending, too. */
    static ExitStatus ofPending(List<HostResult> results) {
        boolean pending = results.stream()
                .anyMatch(result -> result instanceof HostResult.Planned planned && !planned.isInSync());
        return worse(pending ? PENDING : DONE, of(results));
    }

    /** Of {@code check}: waived findings do not count. */
    static ExitStatus ofSweep(List<SweepResult> results) {
        return results.stream().map(ExitStatus::of).reduce(DONE, ExitStatus::worse);
    }

    private static ExitStatus of(SweepResult result) {
        return switch (result) {
            case SweepResult.Swept swept -> swept.sweep().findings().isEmpty() ? DONE : PENDING;
            case SweepResult.Failed failed -> of(failed.failure());
        };
    }

    private static ExitStatus worse(ExitStatus one, ExitStatus other) {
        return one.number >= other.number ? one : other;
    }

    private static ExitStatus of(HostResult result) {
        return switch (result) {
            case HostResult.Planned planned -> DONE;
            case HostResult.NotBegun notBegun -> DONE;
            case HostResult.Undone undone -> DONE;
            case HostResult.NotUndone notUndone -> worse(FAILED, of(notUndone.attempt()));
            case HostResult.Failed failed -> of(failed.failure());
            case HostResult.Unsettled unsettled -> FAILED;
            case HostResult.Unverified unverified -> of(unverified.failure());
            case HostResult.Changed changed ->
                switch (changed.outcome()) {
                    case Outcome.Applied applied -> DONE;
                    case Outcome.RolledBack rolledBack -> FAILED;
                    case Outcome.Refused refused -> REFUSED;
                    case Outcome.RollbackFailed failed -> ROLLBACK_FAILED;
                    case Outcome.Unknown unknown -> of(unknown.failure());
                };
        };
    }

    private static ExitStatus of(HostFailure failure) {
        return switch (failure.kind()) {
            case UNREACHABLE -> UNREACHABLE;
            case FAILED -> FAILED;
        };
    }
}

package dev.converge.cli;

import dev.converge.engine.Batch;
import dev.converge.engine.HostResult;
import dev.converge.engine.Stage;
import dev.converge.engine.SweepResult;
import dev.converge.report.OutcomeText;
import java.time.Duration;

/** What the display calls things. */
final class Words {

    private Words() {}

    static String of(Stage stage) {
        return switch (stage) {
            case CONNECTING -> "connecting";
            case PROBING -> "probing";
            case CHANGING -> "changing";
            case CONFIRMING -> "confirming";
            case VERIFYING -> "verifying";
            case UNDOING -> "undoing";
        };
    }

    static String of(Batch batch) {
        int hosts = batch.hosts().size();
        return batch + ": " + hosts + (hosts == 1 ? " host" : " hosts");
    }

    static String pause(Duration span) {
        return "pause of " + span.toSeconds() + " s before the next batch";
    }

    static String of(SweepResult result) {
        return switch (result) {
            case SweepResult.Swept swept -> swept.sweep().findings().isEmpty() ? "nothing found" : "swept";
            case SweepResult.Failed failed -> failed.failure().summary();
        };
    }

    static String of(HostResult result) {
        return switch (result) {
            case HostResult.Planned planned -> planned.plan().isInSync() ? "in sync" : "planned";
            case HostResult.Failed failed -> failed.failure().summary();
            case HostResult.NotBegun notBegun -> OutcomeText.ending(notBegun);
            case HostResult.Undone undone -> OutcomeText.ending(undone);
            case HostResult.NotUndone notUndone -> OutcomeText.ending(notUndone);
            case HostResult.Changed changed -> OutcomeText.ending(changed);
            case HostResult.Unsettled unsettled -> OutcomeText.ending(unsettled);
            case HostResult.Unverified unverified -> OutcomeText.ending(unverified);
        };
    }
}

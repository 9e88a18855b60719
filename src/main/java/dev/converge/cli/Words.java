package dev.converge.cli;

import dev.converge.engine.HostResult;
import dev.converge.engine.Stage;

/** What the display calls things. */
final class Words {

    private Words() {}

    static String of(Stage stage) {
        return switch (stage) {
            case CONNECTING -> "connecting";
            case PROBING -> "probing";
            case CHANGING -> "changing";
            case VERIFYING -> "verifying";
        };
    }

    static String of(HostResult result) {
        return switch (result) {
            case HostResult.Planned planned -> planned.plan().isInSync() ? "in sync" : "planned";
            case HostResult.Failed failed -> failed.failure().summary();
            case HostResult.Changed changed -> "ended";
            case HostResult.Unsettled unsettled -> "not settled";
            case HostResult.Unverified unverified -> "not verified";
        };
    }
}

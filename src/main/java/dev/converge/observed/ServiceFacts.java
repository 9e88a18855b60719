package dev.converge.observed;

import dev.converge.unit.UnitName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a loaded service runs or ended, in systemctl's words.
 *
 * @param loadState as in {@link UnitRuntime}, {@code activeState} and {@code subState} too
 * @param result {@code success}, {@code exit-code}, {@code signal}, {@code oom-kill}, {@code start-limit-hit}, ...
 * @param type {@code Type=}
 * @param restarts automatic ones since the last start by hand
 * @param mainPid 0 when there is none
 * @param started how long ago its main process was started the last time
 * @param changed how long ago its state changed
 * @param exit how its main process ended the last time
 * @param slice that it is in
 * @param triggeredBy timers, sockets and paths that start it
 */
public record ServiceFacts(
        UnitName name,
        String loadState,
        String activeState,
        String subState,
        String result,
        String type,
        long restarts,
        int mainPid,
        Optional<Duration> started,
        Optional<Duration> changed,
        Optional<Exit> exit,
        Quotas quotas,
        Optional<UnitName> slice,
        List<UnitName> triggeredBy) {

    public ServiceFacts {
        triggeredBy = List.copyOf(triggeredBy);
    }

    /** @param number the exit status, or the number of the signal */
    public record Exit(boolean bySignal, int number) {}

    public boolean isFailed() {
        return activeState.equals("failed");
    }

    /** Whether it has, or is about to have, processes. */
    public boolean isActive() {
        return switch (activeState) {
            case "active", "activating", "reloading", "refreshing", "deactivating" -> true;
            default -> false;
        };
    }

    /** Whether it waits for its next automatic restart. */
    public boolean isBetweenRestarts() {
        return subState.startsWith("auto-restart");
    }
}

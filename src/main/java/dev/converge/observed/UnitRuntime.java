package dev.converge.observed;

import dev.converge.unit.UnitName;
import java.util.List;
import java.util.Optional;

/**
 * A unit as systemd runs it, in systemctl's words.
 *
 * @param loadState {@code loaded}, {@code not-found}, {@code masked}, {@code bad-setting}, {@code error}
 * @param activeState {@code active}, {@code inactive}, {@code failed}, {@code activating}, {@code deactivating}, {@code reloading}
 * @param subState {@code running}, {@code auto-restart}, ...
 * @param details what only {@code systemctl show} tells; none for units the plan has no interest in
 * @param processes ids of the processes in the unit's cgroup, ascending
 */
public record UnitRuntime(
        UnitName name,
        String loadState,
        String activeState,
        String subState,
        Optional<Details> details,
        List<Integer> processes) {

    /**
     * @param needDaemonReload systemd's own word, not reliable (SYSTEMD.md 8)
     * @param restarts automatic restarts since the last manual start
     * @param mainPid 0 when there is none
     * @param triggeredBy sockets, timers and paths that start it
     */
    public record Details(
            boolean needDaemonReload,
            long restarts,
            int mainPid,
            String result,
            boolean canReload,
            List<UnitName> triggeredBy) {}

    public UnitRuntime {
        processes = List.copyOf(processes);
    }

    /** Whether stopping it would end something: active, or on the way to it, such as waiting for its next automatic restart. */
    public boolean isUp() {
        return switch (activeState) {
            case "active", "activating", "reloading", "refreshing", "deactivating" -> true;
            default -> false;
        };
    }

    /** Whether anything would be left behind if its file went: it is up, failed, or processes live in its cgroup. */
    public boolean holdsAnything() {
        return isUp() || activeState.equals("failed") || !processes.isEmpty();
    }

    /** Whether {@code state: started} is satisfied. */
    public boolean isStarted() {
        return switch (activeState) {
            case "active", "activating", "reloading", "refreshing" -> true;
            default -> false;
        };
    }
}

package dev.converge.e2e;

import dev.converge.unit.ManagerDefaults;
import dev.converge.unit.MergedUnit;
import dev.converge.unit.RestartVerdict;
import dev.converge.unit.TimeSpan;
import java.util.List;

/**
 * A service that fails, in one configuration.
 *
 * @param end how each of its runs ends
 * @param lines of its unit file; what runs is added
 */
record Looper(String name, End end, List<String> lines) {

    private static final TimeSpan LATE = TimeSpan.ofMillis(2500);

    /** How a run ends, and what converge has to be asked to foretell what comes of it. */
    enum End {
        AT_ONCE("/bin/false"),
        /** As is written in the unit file itself. */
        AS_WRITTEN(""),
        AFTER_A_WHILE("/bin/sh -c 'sleep 2.5; exit 1'"),
        NEVER_READY("/bin/sleep 300"),
        /** In a way that is no reason for a restart with this Restart=; a limit is then a bound that is not reached. */
        NO_REASON_TO_RESTART("/bin/sh -c 'exit 3'"),
        CLEANLY("/bin/true");

        private final String command;

        End(String command) {
            this.command = command;
        }
    }

    static Looper of(String name, End end, String... lines) {
        return new Looper(name, end, List.of(lines));
    }

    String unit() {
        return name + ".service";
    }

    /** Each attempt leaves a line in a file of its own, also when there is nothing to execute. */
    String text() {
        String command = end == End.AS_WRITTEN ? "" : "ExecStart=" + end.command + "\n";
        return String.join("\n", lines) + "\n[Service]\nExecStartPre=/bin/sh -c 'echo start >> /run/loops/%p'\n"
                + command;
    }

    RestartVerdict verdict(MergedUnit merged, ManagerDefaults defaults) {
        return switch (end) {
            case AT_ONCE, AS_WRITTEN, NO_REASON_TO_RESTART, CLEANLY -> RestartVerdict.of(merged, defaults);
            case AFTER_A_WHILE -> RestartVerdict.whenItFailsAfter(LATE, merged, defaults);
            case NEVER_READY ->
                RestartVerdict.whenStartsHang(merged, defaults)
                        .orElseThrow(() -> new AssertionError(name + " has no start that could hang"));
        };
    }

    /** Whether a limit is used up: so many starts as it allows are then seen, and not one less. */
    boolean usesUpItsLimit() {
        return switch (end) {
            case AT_ONCE, AS_WRITTEN, AFTER_A_WHILE, NEVER_READY -> true;
            case NO_REASON_TO_RESTART, CLEANLY -> false;
        };
    }
}

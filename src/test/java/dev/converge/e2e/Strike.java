package dev.converge.e2e;

import java.util.List;

/**
 * What happens on a host, and when: at the n-th command with an effect of the script that changes it, or of the one that recovers it.
 *
 * @param number which command, from 1; 0 for none
 */
record Strike(How how, int number) {

    static final Strike NONE = new Strike(How.KILL_BEFORE, 0);

    /** No strike, but a copy of the disk at each command, to go on from later. */
    static final Strike COPY_EACH = new Strike(How.WRITES_LOST_BEFORE, 0);

    private static final List<String> COMMANDS = List.of(
            "mv", "ln", "mkdir", "rmdir", "rm", "cp", "chmod", "chown", "touch", "sync", "head", "base64", "find");

    /** Jobs, and all that is done with a user's rights, go through timeout. What only asks is no point, nor is where its answer lies. */
    private static final List<String> ASKING =
            List.of(" show ", " is-active ", " verify ", "journalctl", "d:%a:%u:%g", ".converge/said");

    enum How {
        /** The shell that runs the script gets SIGKILL. */
        KILL_BEFORE,
        KILL_AFTER,
        /** All that runs on the host is gone in the same moment, and what lies in /run. */
        POWER_CUT_BEFORE,
        POWER_CUT_AFTER,
        /** The same, and what the disk was to write and had not yet written. Of each command; none strikes the change itself. */
        WRITES_LOST_BEFORE;

        boolean isPowerCut() {
            return this == POWER_CUT_BEFORE || this == POWER_CUT_AFTER || this == WRITES_LOST_BEFORE;
        }
    }

    /**
     * What goes in front of the script: functions that shadow its commands. They read from the host when to strike, so that the script is the
     * same for all strikes.
     */
    static String shadows() {
        StringBuilder shadows = new StringBuilder(CrashHost.resource("strikes.sh"));
        COMMANDS.forEach(command -> shadows.append(shadow(command)));
        return shadows.append(shadow("timeout")).toString();
    }

    private static String shadow(String command) {
        return command + "() { case \"$*\" in *'" + String.join("'* | *'", ASKING) + "'*) command " + command
                + " \"$@\" ;; *) converge_test_point " + command + " \"$@\" ;; esac; }\n";
    }

    @Override
    public String toString() {
        return how + " " + number;
    }
}

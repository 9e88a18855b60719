package dev.converge.unit;

import java.util.Optional;

/**
 * What converge knows of one setting of systemd itself, systemd-system.conf(5). All of them are in {@code [Manager]}.
 *
 * @param inForce what a new value takes to be in force
 * @param outOfForce what it takes to be as if the value had never been there, once it is gone
 * @param list whether several assignments add up
 * @param since the version of systemd that brought it; 0 when 247 and later have it
 * @param replacedBy the modern name of a legacy setting
 */
public record ManagerDirective(
        String name,
        Moment inForce,
        Moment outOfForce,
        Grammar grammar,
        boolean list,
        int since,
        Optional<String> replacedBy) {

    /** When PID 1 heeds a change of its settings; a later one includes the earlier. */
    public enum Moment {
        RELOAD,
        REEXEC,
        BOOT
    }
}

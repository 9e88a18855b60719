package dev.converge.unit;

import java.util.Optional;

/**
 * What converge knows of one directive.
 *
 * @param name as systemd spells it
 * @param section where systemd reads it
 * @param topic the playbook key it belongs under
 * @param effect when a change of it reaches a running unit
 * @param grammar what its values look like
 * @param accumulation what a second assignment does
 * @param since the version of systemd that brought it; 0 when every version that converge works with has it
 * @param replacedBy the modern name of a legacy directive
 */
public record Directive(
        String name,
        String section,
        Topic topic,
        Effect effect,
        Grammar grammar,
        Accumulation accumulation,
        int since,
        Optional<String> replacedBy) {

    /**
     * The keys of a unit in a playbook that take directives. The rule, without exceptions: names that begin with {@code Restart} or
     * {@code StartLimit} are {@link #RESTART}; what systemd.resource-control(5) describes, which is all that {@code [Slice]} takes, and
     * names that begin with {@code Limit} or {@code OOM} are {@link #RESOURCES}; all others are {@link #SETTINGS}.
     */
    public enum Topic {
        RESTART,
        RESOURCES,
        SETTINGS
    }

    /** SYSTEMD.md 4, "Takes effect". */
    public enum Effect {
        /** At daemon-reload, also for what runs. */
        RELOAD,
        /** At the next start, which alone asks for it, as for conditions and dependencies: what runs is not stale. */
        NEXT_START,
        /** When the unit is started anew: what runs until then is stale. */
        RESTART,
        /** Only when the unit is enabled or disabled. */
        INSTALL
    }

    /** SYSTEMD.md 3, "Second assignment / empty assignment". */
    public enum Accumulation {
        LAST_WINS_EMPTY_RESETS,
        LAST_WINS_EMPTY_IS_AN_ERROR,
        APPENDS_EMPTY_RESETS,
        APPENDS_EMPTY_IS_IGNORED
    }

    /** The version of systemd that reads this value: some values came later than their directive. 0 when every one does. */
    public int since(String value) {
        return Math.max(since, ValueVersions.since(name, value));
    }
}

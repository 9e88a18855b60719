package dev.converge.unit;

/**
 * What converge knows of one directive.
 *
 * @param name as systemd spells it
 * @param section where systemd reads it
 * @param topic the playbook key it belongs under
 * @param effect when a change of it reaches a running unit
 * @param grammar what its values look like
 * @param accumulation what a second assignment does
 */
public record Directive(
        String name, String section, Topic topic, Effect effect, Grammar grammar, Accumulation accumulation) {

    /** The keys of a unit in a playbook that take directives. */
    public enum Topic {
        RESTART,
        RESOURCES,
        SETTINGS
    }

    /** SYSTEMD.md 4, "Takes effect". */
    public enum Effect {
        /** At daemon-reload. */
        RELOAD,
        /** When the unit starts the next time. */
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
}

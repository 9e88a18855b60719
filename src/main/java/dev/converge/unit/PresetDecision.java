package dev.converge.unit;

import java.util.Locale;
import java.util.Optional;

/**
 * What presets say of a unit.
 *
 * @param rule the line that decides; none when no line matches, and then systemd's answer is enable
 */
public record PresetDecision(Policy policy, Optional<Rule> rule) {

    /** The verbs of systemd.preset(5). */
    public enum Policy {
        ENABLE,
        DISABLE,
        IGNORE;

        /** As preset files spell it: {@code enable}. */
        public String verb() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A line of a preset file. */
    public record Rule(HostPath file, int line, String text) {}
}

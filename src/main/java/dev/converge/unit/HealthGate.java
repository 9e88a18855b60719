package dev.converge.unit;

import java.util.Optional;

/**
 * What a unit has to show once it was started, before the change it belongs to may stand. Both spans are whole seconds up to {@link #LONGEST}.
 *
 * @param activeFor how long it must stay active, without a restart; more than nothing
 * @param timeout within what time of its start it must become active; more than nothing
 */
public record HealthGate(TimeSpan activeFor, TimeSpan timeout) {

    /** A host waits for it with its change half confirmed. */
    public static final TimeSpan LONGEST = TimeSpan.ofSeconds(15 * 60);

    /** For a unit that nothing is said of. A start may take as long as the transaction waits for any job. */
    public static final HealthGate DEFAULT = new HealthGate(TimeSpan.ofSeconds(5), TimeSpan.ofSeconds(150));

    private static final long SECOND = TimeUnits.SECOND;

    public HealthGate {
        if (!isPossible(activeFor) || !isPossible(timeout)) {
            throw new IllegalArgumentException("no health gate: " + activeFor + ", " + timeout);
        }
    }

    /** A span for a gate; nothing when the text is no span, or one that no gate can have. */
    public static Optional<TimeSpan> parse(String text) {
        return TimeSpan.parse(text).filter(HealthGate::isPossible);
    }

    private static boolean isPossible(TimeSpan span) {
        return span.micros() > 0 && span.compareTo(LONGEST) <= 0 && span.micros() % SECOND == 0;
    }

    public long activeForSeconds() {
        return activeFor.micros() / SECOND;
    }

    public long timeoutSeconds() {
        return timeout.micros() / SECOND;
    }
}

package dev.converge.engine;

import java.time.Duration;
import java.util.Optional;

/** Whether one more host may be begun. Safe for use by many threads. */
final class Gate {

    private final Interruption interruption;
    private Optional<Halt> shut = Optional.empty();
    private Optional<Batch> current = Optional.empty();
    private int failures;

    Gate(Interruption interruption) {
        this.interruption = interruption;
    }

    /** Failures count by group. */
    synchronized void begin(Batch batch) {
        if (!current.flatMap(Batch::group).equals(batch.group())) {
            failures = 0;
        }
        current = Optional.of(batch);
    }

    /** Why no further host may be begun; nothing as long as one may. What came first stays the reason. */
    synchronized Optional<Halt> shut() {
        if (shut.isEmpty() && interruption.isAsked()) {
            shut = Optional.of(new Halt.Interrupted());
        }
        return shut;
    }

    /** Waits so long; not when no further host is begun anyway, and no longer when the operator interrupts. */
    void pause(Duration span) {
        if (shut().isEmpty() && interruption.within(span)) {
            shut();
        }
    }

    /** Is told how each host that was begun ended. */
    synchronized void ended(HostResult result) {
        if (result.isAsPlanned()) {
            return;
        }
        failures++;
        Batch batch = current.orElseThrow(() -> new IllegalStateException("a host ended before a batch began"));
        int most = batch.group().map(group -> group.rollout().maxFailures()).orElse(Integer.MAX_VALUE);
        if (shut.isEmpty() && failures > most) {
            shut = Optional.of(new Halt.TooManyFailures(batch, failures, most));
        }
    }
}

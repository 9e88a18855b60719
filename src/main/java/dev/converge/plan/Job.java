package dev.converge.plan;

import dev.converge.diff.Reason;
import dev.converge.unit.HealthGate;
import dev.converge.unit.UnitName;
import java.util.Optional;

/** Something asked of systemd. Data only; {@code apply} has it done on the host. */
public sealed interface Job {

    Reason reason();

    /** The unit concerned; none for {@link DaemonReload} and {@link DaemonReexec}. */
    Optional<UnitName> subject();

    /** A job about one unit. */
    sealed interface OfUnit extends Job {
        UnitName unit();

        @Override
        default Optional<UnitName> subject() {
            return Optional.of(unit());
        }
    }

    /** @param whole whether processes that outlive the stop are killed and must be gone: a unit that is removed */
    record Stop(UnitName unit, boolean whole, Reason reason) implements OfUnit {}

    record DaemonReload(Reason reason) implements Job {
        @Override
        public Optional<UnitName> subject() {
            return Optional.empty();
        }
    }

    /** Has systemd executed anew, which reads its own settings and all units; services go on. */
    record DaemonReexec(Reason reason) implements Job {
        @Override
        public Optional<UnitName> subject() {
            return Optional.empty();
        }
    }

    record ResetFailed(UnitName unit, Reason reason) implements OfUnit {}

    /** A job that brings a unit up. */
    sealed interface Raising extends OfUnit {

        /** What the unit has to show then; nothing: what every unit has to, {@link HealthGate#DEFAULT}. */
        Optional<HealthGate> health();
    }

    record Start(UnitName unit, Optional<HealthGate> health, Reason reason) implements Raising {
        public Start(UnitName unit, Reason reason) {
            this(unit, Optional.empty(), reason);
        }
    }

    record Restart(UnitName unit, Optional<HealthGate> health, Reason reason) implements Raising {
        public Restart(UnitName unit, Reason reason) {
            this(unit, Optional.empty(), reason);
        }
    }

    record Reload(UnitName unit, Reason reason) implements OfUnit {}
}

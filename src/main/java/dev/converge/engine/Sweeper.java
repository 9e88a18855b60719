package dev.converge.engine;

import dev.converge.check.Checks;
import dev.converge.check.Sweep;
import dev.converge.check.Sweeps;
import dev.converge.diff.HostDiff;
import dev.converge.diff.HostDiffer;
import dev.converge.host.Connector;
import dev.converge.host.Host;
import dev.converge.host.HostFailure;
import dev.converge.host.HostFailureException;
import dev.converge.observed.ObservedHost;
import dev.converge.observed.Probe;
import dev.converge.plan.HostPlan;
import dev.converge.plan.HostPlanner;
import dev.converge.remedy.HostFixes;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Looks at hosts and says what is wrong: one login and one execution each. Changes nothing there. */
public final class Sweeper {

    private final Connector connector;
    private final Forks forks;
    private final Consumer<Throwable> bugs;

    /**
     * @param forks how many hosts are looked at at once
     * @param bugs is given what should never be thrown, for whoever wants to see its stack trace
     */
    public Sweeper(Connector connector, int forks, Consumer<Throwable> bugs) {
        this.connector = connector;
        this.forks = new Forks(forks);
        this.bugs = bugs;
    }

    /**
     * What goes wrong with one host, bugs included, is its own result and holds up no other.
     *
     * @param today what waivers expire against
     */
    public List<SweepResult> sweep(List<HostTask> tasks, LocalDate today, Progress progress) {
        return forks.each(tasks, task -> {
            SweepResult result = guarded(task, today, progress);
            progress.swept(result);
            return result;
        });
    }

    private SweepResult guarded(HostTask task, LocalDate today, Progress progress) {
        try {
            return sweep(task, today, progress);
        } catch (HostFailureException failed) {
            return failed(task, failed.failure());
        } catch (OutOfMemoryError full) {
            return failed(task, Failures.tooLittleMemory());
        } catch (RuntimeException | StackOverflowError bug) {
            bugs.accept(bug);
            return failed(task, Failures.bug(bug));
        }
    }

    private SweepResult sweep(HostTask task, LocalDate today, Progress progress) throws HostFailureException {
        progress.begins(task.host(), Stage.CONNECTING);
        try (Host host = connector.connect(task.target())) {
            progress.begins(task.host(), Stage.PROBING);
            ObservedHost observed = Probe.observe(
                    host,
                    Surveyor.request(task).sweeping(task.desired().thresholds().lookBack()));
            return observed.hazards().isEmpty()
                    ? swept(task, observed, today)
                    : new SweepResult.Failed(
                            task.host(), Surveyor.hazardous(observed), Checks.all(task.desired(), observed));
        }
    }

    private static SweepResult swept(HostTask task, ObservedHost observed, LocalDate today) {
        Sweep sweep = Sweeps.of(task.desired(), observed, today);
        return new SweepResult.Swept(
                task.host(),
                observed.systemd(),
                pending(task, observed),
                sweep,
                HostFixes.of(task.desired(), observed, sweep.findings()));
    }

    private static OptionalInt pending(HostTask task, ObservedHost observed) {
        HostDiff diff = HostDiffer.diff(task.desired(), observed);
        if (!diff.obstacles().isEmpty()) {
            return OptionalInt.empty();
        }
        HostPlan plan = HostPlanner.plan(task.host(), observed.systemd(), diff, List.of());
        return OptionalInt.of(plan.paths().size() + plan.steps().size());
    }

    private static SweepResult failed(HostTask task, HostFailure failure) {
        return new SweepResult.Failed(task.host(), failure, List.of());
    }
}

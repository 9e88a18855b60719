package dev.converge.engine;

import dev.converge.apply.Outcome;
import dev.converge.host.Connector;
import dev.converge.host.Host;
import dev.converge.host.HostFailure;
import dev.converge.host.HostFailureException;
import dev.converge.host.HostName;
import dev.converge.plan.HostPlan;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The hosts of one run. Each is worked on by itself: what goes wrong with one, bugs included, is its own result and holds up no other.
 *
 * <p>A connection stays open between planning and applying, so that a host is logged into once for a plan, and once more to
 * confirm a change. {@link #close()} ends all of them.
 */
public final class Fleet implements AutoCloseable {

    /** How long a host waits for the confirmation of a change, if nobody says otherwise. */
    public static final Duration CONFIRMATION_WINDOW = Duration.ofSeconds(30);

    private final Connector connector;
    private final Duration window;
    private final Forks forks;
    private final Consumer<Throwable> bugs;
    private final Map<HostName, Host> open = new ConcurrentHashMap<>();

    /** With as long a wait for the confirmation as {@code apply} has by default. */
    public Fleet(Connector connector, int forks, Consumer<Throwable> bugs) {
        this(connector, CONFIRMATION_WINDOW, forks, bugs);
    }

    /**
     * @param window how long a host waits for the confirmation of a change before it undoes it; whole seconds
     * @param forks how many hosts are worked on at once
     * @param bugs is given what should never be thrown, for whoever wants to see its stack trace
     */
    public Fleet(Connector connector, Duration window, int forks, Consumer<Throwable> bugs) {
        this.connector = connector;
        this.window = window;
        this.forks = new Forks(forks);
        this.bugs = bugs;
    }

    /** Looks at every host. Nothing is changed; the connections to hosts that need a change stay open for {@link Rolling}. */
    public List<HostResult> plan(List<HostTask> tasks, Progress progress) {
        tasks.stream().findFirst().ifPresent(task -> WarmUp.begin(task.desired()));
        return forks.each(
                tasks,
                task -> guarded(
                        task.host(),
                        () -> survey(task, progress),
                        progress,
                        bug -> new HostResult.Failed(task.host(), bug, List.of())));
    }

    /**
     * Carries out exactly the plans given, then looks at each host again: there must be nothing left to do.
     *
     * @param tasks those of {@link #plan}
     * @param planned its results; hosts that failed or are in sync are handed through
     * @param run the id of this run
     * @param gate asked before each host is begun, and told how it ended
     */
    List<HostResult> apply(
            List<? extends Task> tasks, List<HostResult> planned, String run, Gate gate, Progress progress) {
        Map<HostName, Task> byName = new HashMap<>();
        tasks.forEach(task -> byName.put(task.host(), task));
        return forks.each(planned, result -> {
            Task task = byName.get(result.host());
            if (task == null) {
                throw new IllegalStateException("a plan without a task: " + result.host());
            }
            return result instanceof HostResult.Planned ready && !ready.plan().isInSync()
                    ? change(task, ready.plan(), run, gate, progress)
                    : result;
        });
    }

    private HostResult change(Task task, HostPlan plan, String run, Gate gate, Progress progress) {
        Optional<Halt> halt = gate.shut();
        if (halt.isPresent()) {
            disconnect(task.host());
            HostResult notBegun = new HostResult.NotBegun(plan, halt.get());
            progress.ended(notBegun);
            return notBegun;
        }
        HostResult result = guarded(
                task.host(),
                () -> change(task, plan, run, progress),
                progress,
                bug -> new HostResult.Changed(plan, new Outcome.Unknown(run, bug)));
        gate.ended(result);
        return result;
    }

    /**
     * Undoes what a run did to hosts.
     *
     * @param applied what came of these hosts
     * @param run the id of that run
     */
    List<HostResult> undo(
            List<? extends Task> tasks, List<HostResult> applied, String run, Halt halt, Progress progress) {
        Map<HostName, Task> byName = new HashMap<>();
        tasks.forEach(task -> byName.put(task.host(), task));
        Undoing undoing = new Undoing(connector, window, run, halt, progress);
        return forks.each(applied, result -> {
            Task task = byName.get(result.host());
            HostPlan plan = Undoing.standing(result).orElse(null);
            if (task == null || plan == null) {
                throw new IllegalStateException("nothing to undo on " + result.host());
            }
            return guarded(
                    result.host(),
                    () -> undoing.undo(task.target(), plan),
                    progress,
                    bug -> new HostResult.NotUndone(
                            plan, run, halt, new HostResult.Failed(result.host(), bug, List.of())));
        });
    }

    /** Ends the connections to hosts whose turn is later. */
    void release(List<HostName> hosts) {
        hosts.forEach(this::disconnect);
    }

    @Override
    public void close() {
        open.values().forEach(Host::close);
        open.clear();
    }

    private HostResult survey(HostTask task, Progress progress) throws HostFailureException {
        Host host = connect(task, progress);
        progress.begins(task.host(), Stage.PROBING);
        HostResult result = Surveyor.survey(host, task);
        if (!(result instanceof HostResult.Planned planned && !planned.plan().isInSync())) {
            disconnect(task.host());
        }
        return result;
    }

    private HostResult change(Task task, HostPlan plan, String run, Progress progress) throws HostFailureException {
        Host host = connected(task, progress);
        Execution.Ended ended = new Execution(connector, task.target(), window, progress).carryOut(host, plan, run);
        ended.host().ifPresentOrElse(now -> open.put(task.host(), now), () -> open.remove(task.host()));
        HostResult result = switch (ended.outcome()) {
            case Outcome.Applied applied -> verify(task, plan, applied, progress);
            case Outcome.RolledBack rolledBack -> new HostResult.Changed(plan, rolledBack);
            case Outcome.Refused refused -> new HostResult.Changed(plan, refused);
            case Outcome.RollbackFailed failed -> new HostResult.Changed(plan, failed);
            case Outcome.Unknown unknown -> new HostResult.Changed(plan, unknown);
        };
        disconnect(task.host());
        return result;
    }

    /** The connection that planning left open, or a new one. */
    private Host connected(Task task, Progress progress) throws HostFailureException {
        Host kept = open.get(task.host());
        return kept == null ? connect(task, progress) : kept;
    }

    private Host connect(Task task, Progress progress) throws HostFailureException {
        progress.begins(task.host(), Stage.CONNECTING);
        Host host = connector.connect(task.target());
        open.put(task.host(), host);
        return host;
    }

    private HostResult verify(Task task, HostPlan plan, Outcome.Applied applied, Progress progress) {
        progress.begins(task.host(), Stage.VERIFYING);
        try {
            return switch (look(connection(task), task, plan)) {
                case HostResult.Planned again -> settled(plan, applied, again.plan());
                case HostResult.Failed failed -> new HostResult.Unverified(plan, applied.run(), failed.failure());
                case HostResult changed -> throw new IllegalStateException("a survey that changed a host: " + changed);
            };
        } catch (HostFailureException failed) {
            return new HostResult.Unverified(plan, applied.run(), failed.failure());
        }
    }

    /** Of a saved plan no more can be seen than whether it was carried out: what is to be on the host stands nowhere else. */
    private static HostResult look(Host host, Task task, HostPlan plan) throws HostFailureException {
        return switch (task) {
            case HostTask planned -> Surveyor.survey(host, planned);
            case SavedTask saved -> new HostResult.Planned(Aftermath.rest(host, saved.root(), plan), Optional.empty());
        };
    }

    private static HostResult settled(HostPlan plan, Outcome.Applied applied, HostPlan again) {
        return again.isInSync()
                ? new HostResult.Changed(plan, applied)
                : new HostResult.Unsettled(plan, applied.run(), again);
    }

    private Host connection(Task task) {
        Host host = open.get(task.host());
        if (host == null) {
            throw new IllegalStateException("no connection to " + task.host() + " was kept");
        }
        return host;
    }

    private void disconnect(HostName name) {
        Host host = open.remove(name);
        if (host != null) {
            host.close();
        }
    }

    /** Work on one host whose failure is that host's result. */
    @FunctionalInterface
    private interface HostWork {
        HostResult run() throws HostFailureException;
    }

    /** @param afterBug the result when the work throws what it never should */
    private HostResult guarded(
            HostName name, HostWork work, Progress progress, Function<HostFailure, HostResult> afterBug) {
        HostResult result;
        try {
            result = work.run();
        } catch (HostFailureException failed) {
            disconnect(name);
            result = new HostResult.Failed(name, failed.failure(), List.of());
        } catch (OutOfMemoryError full) {
            disconnect(name);
            result = afterBug.apply(Failures.tooLittleMemory());
        } catch (RuntimeException | StackOverflowError bug) {
            bugs.accept(bug);
            disconnect(name);
            result = afterBug.apply(Failures.bug(bug));
        }
        progress.ended(result);
        return result;
    }
}

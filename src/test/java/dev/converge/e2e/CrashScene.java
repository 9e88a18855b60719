package dev.converge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.apply.Outcome;
import dev.converge.engine.Batches;
import dev.converge.engine.Fleet;
import dev.converge.engine.HostResult;
import dev.converge.engine.HostTask;
import dev.converge.engine.Interruption;
import dev.converge.engine.Progress;
import dev.converge.engine.Request;
import dev.converge.engine.Rolling;
import dev.converge.engine.WorkReader;
import dev.converge.plan.HostPlan;
import dev.converge.problem.Problems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A host before the change of crash/new.yml, which is struck again and again while it makes that change. */
final class CrashScene implements AutoCloseable {

    private static final String OLD = "old.yml";
    private static final String NEW = "new.yml";

    /**
     * @param host all that {@code host.sh state} prints
     * @param plan what would be done next
     * @param swept whether what was being prepared lay there until something looked
     */
    record State(String host, String plan, boolean swept) {
        boolean isLike(State other) {
            return host.equals(other.host) && plan.equals(other.plan);
        }
    }

    /**
     * What a host may be found in: the state before and the state planned, as they are and after a boot.
     *
     * @param commands those of the change that have an effect
     */
    record Allowed(State before, State after, State beforeBooted, State afterBooted, List<String> commands) {}

    enum Ended {
        OLD,
        /** The same, but what was prepared lay there until the next run swept it away. */
        OLD_ONCE_SWEPT,
        NEW,
        NEW_ONCE_SWEPT,
        /** Neither, or the controller was told something else. */
        WRONG
    }

    /**
     * How a host was found after a strike.
     *
     * @param detail what converge was told, and what is wrong
     */
    record Found(CrashPoint point, Ended ended, String detail) {}

    private final CrashHost host;
    private final Fleet fleet;
    private final ExecutorService threads = Executors.newSingleThreadExecutor();

    private CrashScene(CrashHost host) {
        this.host = host;
        this.fleet = new Fleet(target -> host.through(CrashScene::struck), 1, bug -> {
            throw new AssertionError(bug);
        });
    }

    /** The real script with the shadows, and a guard that looks every two seconds. */
    private static String struck(String stdin) {
        String head = "# Carries out the plan of one host";
        return stdin.replace(head, Strike.shadows() + head)
                .replace("--on-active=15 --on-unit-active=15", "--on-active=2 --on-unit-active=2");
    }

    static CrashScene lay(Release release) {
        return lay(CrashHost.boot(release));
    }

    /** The same on a host with a disk that can lose its writes. */
    static CrashScene lay(Release release, Disk disk) {
        return lay(CrashHost.boot(release, disk));
    }

    private static CrashScene lay(CrashHost host) {
        CrashScene scene = new CrashScene(host);
        scene.host.does("lay");
        HostResult first = scene.apply(OLD);
        assertThat(isApplied(first)).as(first.toString()).isTrue();
        scene.host.does("spoil");
        return scene;
    }

    /**
     * Lets the change happen, and counts; with the boots that show what a host is after a power cut before and after it.
     *
     * @param strike {@link Strike#NONE} or {@link Strike#COPY_EACH}
     */
    Allowed undisturbed(Strike strike) {
        ready(CrashPoint.of(Strike.NONE));
        State before = state();
        host.cutPower();
        host.awaitBoot();
        State beforeBooted = state();
        ready(CrashPoint.of(strike));
        assertThat(host.does("state")).as("after a reset").isEqualTo(before.host());
        HostResult result = apply(NEW);
        assertThat(isApplied(result)).as(result.toString()).isTrue();
        List<String> commands = log(1);
        if (strike.equals(Strike.COPY_EACH)) {
            host.does("copy " + (commands.size() + 1));
        }
        State after = state();
        host.cutPower();
        host.awaitBoot();
        State afterBooted = state();
        return new Allowed(before, after, beforeBooted, afterBooted, commands);
    }

    /** The commands with an effect of the recovery after a strike. */
    List<String> recovery(Strike strike) {
        strike(CrashPoint.of(strike));
        host.does("settle");
        return log(2);
    }

    /** One at each command of the change, and one right after converge had told that it stands. */
    List<DiskCopy> copies() {
        return host.sh("cat /var/lib/crash/copies/list", "")
                .lines()
                .map(DiskCopy::parse)
                .toList();
    }

    /** Cuts the power, and gives it back with the disk as it was then. */
    Found find(Allowed allowed, DiskCopy copy) {
        host.does("go_on_from " + copy.image());
        host.cutPower();
        host.awaitBoot();
        return CrashVerdict.of(allowed, copy, state());
    }

    Found find(Allowed allowed, CrashPoint point) {
        HostResult told = strike(point);
        return CrashVerdict.of(allowed, point, told, state());
    }

    private HostResult strike(CrashPoint point) {
        ready(point);
        Future<HostResult> apply = threads.submit(() -> {
            HostResult told = apply(NEW);
            if (point.isPowerCut()) {
                host.callOff();
            }
            return told;
        });
        if (point.strike().how().isPowerCut()) {
            host.does("await_strike 1");
            host.cutPower();
        }
        if (point.recovery().how().isPowerCut()) {
            host.does("await_strike 2");
            host.cutPower();
        }
        if (point.isPowerCut()) {
            host.awaitBoot();
        }
        try {
            return apply.get();
        } catch (InterruptedException | ExecutionException failed) {
            throw new AssertionError(failed);
        }
    }

    private void ready(CrashPoint point) {
        Strike first = point.strike();
        Strike second = point.recovery();
        host.does("ready " + first.how() + " " + first.number() + " " + second.how() + " " + second.number());
    }

    List<String> log(int phase) {
        return host.sh("cat /var/lib/crash/" + phase + "/log", "").lines().toList();
    }

    private State state() {
        String[] outcome = host.does("outcome").split("----\n", 2);
        List<HostResult> plans = fleet.plan(tasks(NEW), Progress.NONE);
        return new State(
                outcome[1],
                switch (plans.getFirst()) {
                    case HostResult.Planned planned -> planned.unfinished() + words(planned.plan());
                    case HostResult other -> other.toString();
                },
                outcome[0].contains("swept"));
    }

    private static String words(HostPlan plan) {
        StringBuilder words = new StringBuilder();
        plan.paths().forEach(path -> words.append(path).append('\n'));
        plan.steps().forEach(step -> words.append(step).append('\n'));
        return words.toString();
    }

    private HostResult apply(String playbook) {
        List<HostTask> tasks = tasks(playbook);
        List<HostResult> plans = fleet.plan(tasks, Progress.NONE);
        return new Rolling(fleet, new Interruption(), Progress.NONE)
                .carryOut(
                        tasks,
                        plans,
                        Batches.of(tasks, plans),
                        UUID.randomUUID().toString())
                .getFirst();
    }

    static boolean isApplied(HostResult result) {
        return result instanceof HostResult.Changed changed && changed.outcome() instanceof Outcome.Applied;
    }

    private static List<HostTask> tasks(String playbook) {
        Path folder = Path.of("src/test/resources/crash");
        Problems problems = new Problems();
        Request.Connecting connecting =
                new Request.Connecting(Optional.empty(), Optional.empty(), Duration.ofSeconds(60));
        List<HostTask> tasks = WorkReader.read(
                        new Request(
                                Optional.empty(),
                                List.of(folder.resolve("hosts.yml")),
                                List.of(folder.resolve(playbook)),
                                Optional.empty(),
                                Optional.empty(),
                                List.of(),
                                List.of(),
                                connecting),
                        problems)
                .tasks();
        assertThat(problems.sorted()).isEmpty();
        return tasks;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        fleet.close();
        host.close();
    }
}

package dev.converge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.e2e.CrashScene.Ended;
import dev.converge.e2e.CrashScene.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.testcontainers.containers.ContainerLaunchException;

/**
 * A change with every kind of step, struck at every one of them: the shell that makes it is killed, the host loses its power, what recovers
 * it is struck as well. The host ends by itself in the state before or in the state planned, and converge says which.
 *
 * <p>By default a sample of the points on one release, other ones for each commit; lab/crash-points tries all.
 */
final class CrashPointsIT {

    private static final String WANTED = System.getProperty("converge.crashpoints", "97");
    private static final Pattern ONLY = Pattern.compile(System.getProperty("converge.crashpoints.only", ".*"));
    private static final int LANES = Integer.getInteger("converge.crashpoints.lanes", 2);

    static Stream<Release> releases() {
        return Release.inTurn(System.getProperty("converge.crashpoints.releases", ""));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void whateverIsStruckTheHostEndsOldOrNew(Release release) throws Exception {
        Queue<Found> found = new ConcurrentLinkedQueue<>();
        CrashScene scene = CrashScene.lay(release);
        CrashScene.Allowed allowed = scene.undisturbed(Strike.NONE);
        Queue<CrashPoint> points = new ConcurrentLinkedQueue<>(points(release, scene, allowed.commands()));
        Queue<CrashScene> laid = new ConcurrentLinkedQueue<>(List.of(scene));

        inLanes(() -> {
            CrashScene first = laid.poll();
            try (Lane lane = new Lane(release, allowed, first == null ? CrashScene.lay(release) : first)) {
                for (CrashPoint point = points.poll(); point != null; point = points.poll()) {
                    found.add(CrashLog.found(release, lane.find(point)));
                }
            }
        });

        CrashLog.numbers(release, found);
        assertThat(found).filteredOn(each -> each.ended() == Ended.WRONG).isEmpty();
    }

    private static List<CrashPoint> points(Release release, CrashScene scene, List<String> commands) {
        List<CrashPoint> all = CrashPoints.all(scene, commands);
        List<CrashPoint> sample = WANTED.equals("all") ? all : CrashPoints.sample(all, Integer.parseInt(WANTED));
        List<CrashPoint> points = sample.stream()
                .filter(point -> ONLY.matcher(point.toString()).matches())
                .toList();
        CrashLog.line(release + ": " + points.size() + " of " + all.size() + " points (-Dconverge.crashpoints=" + WANTED
                + ") of a change with " + commands.size() + " commands");
        return points;
    }

    private static void inLanes(Runnable work) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(LANES)) {
            List<Future<?>> lanes = Stream.generate(() -> threads.submit(work))
                    .limit(LANES)
                    .collect(Collectors.toCollection(ArrayList::new));
            for (Future<?> lane : lanes) {
                lane.get();
            }
        }
    }

    /** One point after the other on a host of its own, and on another where a machine under load did not boot that one in time. */
    private static final class Lane implements AutoCloseable {
        private final Release release;
        private final CrashScene.Allowed allowed;
        private CrashScene scene;

        Lane(Release release, CrashScene.Allowed allowed, CrashScene scene) {
            this.release = release;
            this.allowed = allowed;
            this.scene = scene;
        }

        /** No point is left out: what cannot be looked at twice is wrong, and so is one for which no host comes up. */
        Found find(CrashPoint point) {
            try {
                return scene.find(allowed, point);
            } catch (AssertionError once) {
                CrashLog.line(release + " " + point + ": once more on another host, because of " + once.getMessage());
            }
            try {
                scene.close();
                scene = CrashScene.lay(release);
                return scene.find(allowed, point);
            } catch (AssertionError | ContainerLaunchException again) {
                return new Found(point, Ended.WRONG, again.toString());
            }
        }

        @Override
        public void close() {
            scene.close();
        }
    }
}

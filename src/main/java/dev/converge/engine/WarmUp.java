package dev.converge.engine;

import dev.converge.check.Checks;
import dev.converge.desired.DesiredHost;
import dev.converge.diff.Change;
import dev.converge.diff.HostDiffer;
import dev.converge.observed.ObservedHost;
import dev.converge.observed.Running;
import dev.converge.plan.HostPlanner;
import dev.converge.unit.FileState;
import dev.converge.unit.HostPath;
import dev.converge.unit.Manifest;
import dev.converge.unit.Owner;
import dev.converge.unit.SystemdVersion;
import dev.converge.unit.UnitTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Runs the pure stages once on a host that is made up, while the first real one is being connected to and read: the JVM loads and links their
 * code meanwhile, which would otherwise happen when the answer is there and somebody waits. The result is thrown away.
 */
final class WarmUp {

    private WarmUp() {}

    /** On a thread of its own, which nobody waits for. A bug that ends it is told where it counts, when the real host is planned. */
    static void begin(DesiredHost desired) {
        Thread.ofPlatform()
                .daemon()
                .name("warm-up")
                .uncaughtExceptionHandler((thread, bug) -> {})
                .start(() -> run(desired));
    }

    /** Compares with an empty host, then with one that is as desired. */
    static void run(DesiredHost desired) {
        ObservedHost empty = madeUp(UnitTree.of(Map.of()));
        Map<HostPath, FileState> written = HostDiffer.diff(desired, empty).changes().stream()
                .collect(Collectors.toMap(Change::path, Change::after));
        ObservedHost converged = madeUp(UnitTree.of(written));
        HostPlanner.plan(
                desired.name(),
                converged.systemd(),
                HostDiffer.diff(desired, converged),
                Checks.all(desired, converged));
    }

    private static ObservedHost madeUp(UnitTree tree) {
        return new ObservedHost(
                Optional.of(SystemdVersion.OLDEST),
                tree,
                new TreeMap<>(),
                Manifest.NONE,
                Map.of(),
                ObservedHost.MachineId.SET,
                Owner.ROOT,
                Map.of(),
                Map.of(),
                List.of(),
                Optional.empty(),
                Running.NOTHING,
                List.of());
    }
}

package dev.converge.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.converge.check.Checks;
import dev.converge.desired.DesiredHost;
import dev.converge.diff.HostDiffer;
import dev.converge.observed.ObservedHost;
import dev.converge.observed.Running;
import dev.converge.observed.UnitRuntime;
import dev.converge.unit.Content;
import dev.converge.unit.FileMode;
import dev.converge.unit.FileState;
import dev.converge.unit.HostPath;
import dev.converge.unit.Manifest;
import dev.converge.unit.Owner;
import dev.converge.unit.SystemdVersion;
import dev.converge.unit.UnitName;
import dev.converge.unit.UnitTree;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A host may have thousands of strays. What planning them takes is counted in bytes allocated, which no other work on the machine changes:
 * where something is made anew for each stray out of all there is, four times the strays take sixteen times as much.
 */
final class ManyStraysTest {

    private static final SystemdVersion VERSION = new SystemdVersion(252);

    @TempDir
    Path folder;

    @BeforeEach
    void play() throws Exception {
        Files.writeString(folder.resolve("playbook.yml"), """
                - name: tidy
                  hosts: all
                  strays: [{ match: "stray-*", action: remove }]
                  guards: [{ match: "*.service", resources: { TasksMax: 64 } }]
                """);
    }

    @Test
    void fourTimesTheStraysTakeFourTimesTheMemory() {
        DesiredHost desired = PlanCasesTest.desired(folder);
        allocated(desired, host(100));

        long few = allocated(desired, host(200));
        long many = allocated(desired, host(800));

        assertThat((double) many / few).isBetween(2.0, 6.0);
    }

    @Test
    void everyStrayGoes() {
        DesiredHost desired = PlanCasesTest.desired(folder);

        HostPlan plan = plan(desired, host(100));

        assertThat(plan.changes()).hasSize(201);
        assertThat(plan.removed()).hasSize(100);
    }

    private static long allocated(DesiredHost desired, ObservedHost observed) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        HostPlan plan = plan(desired, observed);
        long after = threads.getCurrentThreadAllocatedBytes();
        assertThat(plan.isInSync()).isFalse();
        return after - before;
    }

    private static HostPlan plan(DesiredHost desired, ObservedHost observed) {
        return HostPlanner.plan(
                desired.name(), observed.systemd(), HostDiffer.diff(desired, observed), Checks.all(desired, observed));
    }

    private static ObservedHost host(int strays) {
        Map<HostPath, FileState> files = new HashMap<>();
        SortedMap<UnitName, UnitRuntime> units = new TreeMap<>();
        HostPath directory = new HostPath("/etc/systemd/system");
        for (int i = 0; i < strays; i++) {
            UnitName unit = new UnitName("stray-" + i + ".service");
            files.put(directory.resolve(unit.value()), file("[Service]\nExecStart=/bin/sleep 9\n"));
            files.put(
                    directory.resolve("multi-user.target.wants").resolve(unit.value()),
                    new FileState.Link("../" + unit));
            units.put(unit, new UnitRuntime(unit, "loaded", "active", "running", Optional.empty(), List.of()));
        }
        return new ObservedHost(
                Optional.of(VERSION),
                UnitTree.of(files, VERSION),
                units,
                new Manifest(new TreeMap<>()),
                Map.of(),
                ObservedHost.MachineId.SET,
                Owner.ROOT,
                Map.of(),
                Map.of(),
                List.of(),
                Optional.empty(),
                new Running(new TreeMap<>(), List.of()),
                List.of());
    }

    private static FileState file(String text) {
        return new FileState.Regular(Content.of(text), FileMode.UNIT_FILE, Owner.ROOT);
    }
}

package dev.converge.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.observed.ObservedHost;
import dev.converge.observed.ObservedUnit;
import dev.converge.observed.Running;
import dev.converge.unit.Content;
import dev.converge.unit.FileMode;
import dev.converge.unit.FileState;
import dev.converge.unit.HostPath;
import dev.converge.unit.Manifest;
import dev.converge.unit.Owner;
import dev.converge.unit.SystemdVersion;
import dev.converge.unit.UnitName;
import dev.converge.unit.UnitTree;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A unit as systemd holds it, against its file, which was last written at 12:00:00. */
final class LiveComparisonTest {

    private static final HostPath FILE = new HostPath("/etc/systemd/system/job.service");
    private static final HostPath DROP_IN = new HostPath("/etc/systemd/system/job.service.d/a.conf");

    private final SortedMap<String, String> properties = new TreeMap<>(Map.of(
            "LoadState", "loaded",
            "ActiveState", "active",
            "SubState", "running",
            "Result", "success",
            "NRestarts", "0",
            "MainPID", "4711",
            "NeedDaemonReload", "no",
            "FragmentPath", FILE.value(),
            "DropInPaths", DROP_IN.value(),
            "ExecMainStartTimestamp", "Sun 2026-11-22 12:00:05 UTC"));

    @Test
    void nothingDiffersWhereSystemdHoldsWhatTheFilesSay() {
        properties.put("MemoryMax", "2147483648");
        properties.put("RestartUSec", "1min 30s");

        LiveUnit live = live("ExecStart=/bin/job\nMemoryMax=2G\nRestartSec=90");

        assertThat(live.differences()).isEmpty();
        assertThat(live.pending()).isEmpty();
        assertThat(live.mainPid()).contains(4711L);
    }

    @ParameterizedTest
    @CsvSource({
        "MemoryMax=2G, MemoryMax, 1073741824, 2147483648",
        "RestartSec=90, RestartUSec, 100ms, 1min 30s",
        "CPUQuota=80%, CPUQuotaPerSecUSec, infinity, 800ms",
        "Restart=always, Restart, no, always",
        "StartLimitInterval=5min, StartLimitIntervalUSec, 10s, 5min"
    })
    void aValueThatSystemdHoldsOtherwiseIsToldInItsSpelling(
            String assignment, String property, String held, String onDisk) {
        properties.put(property, held);

        LiveUnit live = live(assignment);

        assertThat(live.differences()).containsExactly(new LiveUnit.Difference(property, held, onDisk));
        assertThat(live.pending())
                .containsExactly(new LiveUnit.Pending.DaemonReload("systemd holds other values than its files have"));
    }

    @Test
    void aShareOfTheHostIsNotComparedWithTheAmountItComesTo() {
        properties.put("MemoryMax", "4294967296");

        assertThat(live("MemoryMax=50%").differences()).isEmpty();
    }

    @Test
    void aDropInThatSystemdHasNotReadIsADifferenceWhateverItSaysOfReloads() {
        properties.put("DropInPaths", "/lib/systemd/system/job.service.d/gone.conf");

        LiveUnit live = live("Nice=1");

        assertThat(live.differences())
                .containsExactly(new LiveUnit.Difference(
                        "DropInPaths", "/usr/lib/systemd/system/job.service.d/gone.conf", DROP_IN.value()));
    }

    @Test
    void anotherFileThanTheOneThatSystemdWouldReadNowIsADifference() {
        properties.put("FragmentPath", "/usr/lib/systemd/system/job.service");

        assertThat(live("Nice=1").differences())
                .containsExactly(
                        new LiveUnit.Difference("FragmentPath", "/usr/lib/systemd/system/job.service", FILE.value()));
    }

    @ParameterizedTest
    @CsvSource({
        "Sun 2026-11-22 11:59:59 UTC, Nice=1, true",
        "Sun 2026-11-22 12:00:00 UTC, Nice=1, false",
        "Sun 2026-11-22 11:59:59 UTC, MemoryMax=1G, false",
        "n/a, Nice=1, false",
        "'', Nice=1, false"
    })
    void aProcessOlderThanAFileThatOnlyAStartPutsInForceMayNeedARestart(
            String started, String assignment, boolean expected) {
        properties.put("ExecMainStartTimestamp", started);

        LiveUnit live = live(assignment);

        assertThat(live.pending())
                .isEqualTo(
                        expected
                                ? List.of(new LiveUnit.Pending.Restart(
                                        "its main process was started before " + FILE + " was last written"))
                                : List.of());
    }

    @Test
    void systemdsOwnWordForAReloadIsHandedOn() {
        properties.put("NeedDaemonReload", "yes");

        assertThat(live("Nice=1").pending())
                .containsExactly(new LiveUnit.Pending.DaemonReload("its files changed after systemd read them"));
    }

    @Test
    void whyAUnitWasNotLoadedIsToldWithoutTheNameOfTheError() {
        properties.put("LoadState", "bad-setting");
        properties.put(
                "LoadError",
                "org.freedesktop.systemd1.BadUnitSetting \"Unit job.service has a bad unit file setting.\"");

        LiveUnit live = live("Nice=1");

        assertThat(live.loadError()).contains("Unit job.service has a bad unit file setting.");
        assertThat(live.differences()).isEmpty();
    }

    private LiveUnit live(String assignments) {
        FileState file =
                new FileState.Regular(Content.of("[Service]\n" + assignments + "\n"), FileMode.UNIT_FILE, Owner.ROOT);
        FileState dropIn = new FileState.Regular(Content.of("[Unit]\nDescription=x\n"), FileMode.UNIT_FILE, Owner.ROOT);
        ObservedHost host = new ObservedHost(
                Optional.of(new SystemdVersion(252)),
                UnitTree.of(Map.of(FILE, file, DROP_IN, dropIn), new SystemdVersion(252)),
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
        return Explanations.of(new ObservedUnit(
                        host,
                        new UnitName("job.service"),
                        properties,
                        Map.of(FILE, Instant.parse("2026-11-22T12:00:00Z"))))
                .flatMap(Explanation::live)
                .orElseThrow();
    }
}

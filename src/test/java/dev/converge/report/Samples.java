package dev.converge.report;

import dev.converge.apply.Outcome;
import dev.converge.diff.Change;
import dev.converge.diff.Reason;
import dev.converge.engine.Batch;
import dev.converge.engine.Halt;
import dev.converge.engine.HostResult;
import dev.converge.engine.RolloutGroup;
import dev.converge.finding.Finding;
import dev.converge.finding.FindingCode;
import dev.converge.host.HostFailure;
import dev.converge.host.HostName;
import dev.converge.plan.HostPlan;
import dev.converge.plan.Job;
import dev.converge.playbook.Rollout;
import dev.converge.unit.Content;
import dev.converge.unit.FileMode;
import dev.converge.unit.FileState;
import dev.converge.unit.HostPath;
import dev.converge.unit.Manifest;
import dev.converge.unit.Owner;
import dev.converge.unit.PlayName;
import dev.converge.unit.SystemdVersion;
import dev.converge.unit.TimeSpan;
import dev.converge.unit.UnitName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The results that the case folders of reports are about, by the name of the folder. */
final class Samples {

    private static final PlayName PLAY = new PlayName("avatar-tank");
    private static final Reason DECLARED = new Reason("declared, not on the host");
    private static final Reason STRAY = new Reason("stray: matches *mediamtx*.service, declared nowhere");
    private static final String UNITS = "/etc/systemd/system/";

    private Samples() {}

    static SortedMap<String, List<HostResult>> all() {
        SortedMap<String, List<HostResult>> samples = new TreeMap<>();
        samples.put("every-kind-of-change", List.of(planned(everyKindOfChange())));
        samples.put(
                "findings-on-a-host-in-sync",
                List.of(planned(plan("tank1", List.of(), List.of(), List.of(), findings()))));
        samples.put("failures-come-last", failures());
        samples.put("hostile-texts", List.of(hostile()));
        samples.put("every-outcome", outcomes());
        samples.put("a-rollout-that-stops", stoppedRollout());
        samples.put("an-interrupted-run", interruptedRun());
        samples.put("a-rollout-that-is-undone", undoneRollout());
        return samples;
    }

    /** In what batches the hosts of a sample are changed; none for a sample that is about something else. */
    static List<Batch> batches(String sample) {
        return sample.equals("a-rollout-that-stops") ? rollout() : List.of();
    }

    private static HostPlan plan(
            String host, List<Change> changes, List<Job.Stop> stops, List<Job> jobs, List<Finding> findings) {
        return new HostPlan(
                new HostName(host),
                Optional.of(new SystemdVersion(252)),
                stops,
                changes,
                jobs,
                List.of(),
                Manifest.NONE,
                findings);
    }

    private static HostResult planned(HostPlan plan) {
        return new HostResult.Planned(plan, Optional.empty());
    }

    private static HostPlan everyKindOfChange() {
        UnitName stray = new UnitName("mediamtx.service");
        UnitName tank = new UnitName("avatar-tank.service");
        return plan(
                "tank1",
                List.of(
                        new Change.Creation(
                                new HostPath("/etc/avatar/tank.env"),
                                file("TOKEN=geheim\n", 0640, new Owner(0, 33)),
                                DECLARED,
                                PLAY),
                        new Change.Update(
                                new HostPath("/etc/avatar/logo.png"),
                                binary(1, 0, 2),
                                binary(1, 0, 3),
                                new Reason("differs from what is declared"),
                                PLAY),
                        new Change.Update(
                                new HostPath("/etc/avatar/long.txt"),
                                file("line\n".repeat(3_000)),
                                file("other\n".repeat(3_000)),
                                new Reason("differs from what is declared"),
                                PLAY),
                        new Change.Creation(
                                new HostPath(UNITS + "avatar-tank.service"),
                                file("[Service]\nExecStart=/bin/tank\n"),
                                DECLARED,
                                PLAY),
                        new Change.Update(
                                new HostPath(UNITS + "avatar-tank.service.d/60-tls.conf"),
                                file("[Service]\nEnvironment=A=1\nEnvironment=B=2"),
                                file("[Service]\nEnvironment=A=1\nEnvironment=B=3\n"),
                                new Reason("differs from what is declared"),
                                PLAY),
                        new Change.Update(
                                new HostPath(UNITS + "avatar-tank.service.d/70-mode.conf"),
                                file("[Service]\n", 0600, new Owner(1000, 1000)),
                                file("[Service]\n"),
                                new Reason("mode and owner differ"),
                                PLAY),
                        new Change.Deletion(
                                new HostPath(UNITS + "mediamtx.service"),
                                file("[Service]\nExecStart=/usr/local/bin/mediamtx\n"),
                                STRAY,
                                PLAY),
                        new Change.Creation(
                                new HostPath(UNITS + "multi-user.target.wants/avatar-tank.service"),
                                new FileState.Link("../avatar-tank.service"),
                                new Reason("enabled: true"),
                                PLAY),
                        new Change.Deletion(
                                new HostPath(UNITS + "multi-user.target.wants/mediamtx.service"),
                                new FileState.Link("/etc/systemd/system/mediamtx.service"),
                                STRAY,
                                PLAY),
                        new Change.Update(
                                new HostPath(UNITS + "stream.service"),
                                new FileState.Link("/lib/systemd/system/old.service"),
                                new FileState.Link("/dev/null"),
                                new Reason("masked: true"),
                                PLAY)),
                List.of(new Job.Stop(stray, true, STRAY)),
                List.of(
                        new Job.DaemonReload(new Reason("unit files change")),
                        new Job.ResetFailed(stray, new Reason("so that systemd forgets it")),
                        new Job.Start(tank, new Reason("state: started, and it is not running")),
                        new Job.Restart(tank, new Reason("ExecStart changes")),
                        new Job.Reload(tank, new Reason("on_change: reload"))),
                findings());
    }

    private static List<Finding> findings() {
        return List.of(
                new Finding(
                        FindingCode.START_LIMIT_INEFFECTIVE,
                        Finding.Severity.ERROR,
                        Optional.of(new UnitName("polyscan.service")),
                        "polyscan.service would restart for ever.",
                        "declare a longer StartLimitIntervalSec",
                        new TreeMap<>(Map.of("arithmetic", "5 starts x 3s = 15s"))),
                new Finding(
                        FindingCode.DANGLING_LINK,
                        Finding.Severity.WARNING,
                        Optional.empty(),
                        "/etc/systemd/system/a.service leads nowhere.",
                        "",
                        new TreeMap<>()));
    }

    private static List<HostResult> failures() {
        return List.of(
                new HostResult.Failed(
                        new HostName("tank1"),
                        HostFailure.unreachable(
                                "The host does not answer", "192.0.2.1:22 was silent for 15 s.", "ping 192.0.2.1"),
                        List.of()),
                new HostResult.Planned(
                        plan("tank2", List.of(), List.of(), List.of(), List.of()),
                        Optional.of("20261122T031500Z-7f3a")),
                new HostResult.Failed(
                        new HostName("tank3"),
                        HostFailure.failed("sudo refused", "It said:\nsorry, you are not in the sudoers file", ""),
                        findings()),
                planned(plan(
                        "tank4",
                        List.of(),
                        List.of(),
                        List.of(new Job.Start(new UnitName("a.service"), new Reason("it is not running"))),
                        List.of())));
    }

    private static HostResult hostile() {
        return planned(plan(
                "tank1",
                List.of(
                        new Change.Creation(
                                new HostPath(UNITS + "a\u202eb.service.d/x.conf"),
                                file("[Unit]\nDescription=\u001b[2Jgone\r\n\tX-Tab=1\n"),
                                new Reason("reason \u001b]0;title\u0007\nPlan: 0 hosts."),
                                PLAY),
                        new Change.Deletion(
                                new HostPath(UNITS + "l.service"),
                                new FileState.Link("/dev/\u009b31mnull"),
                                STRAY,
                                PLAY)),
                List.of(),
                List.of(),
                List.of(new Finding(
                        FindingCode.HAND_EDITED,
                        Finding.Severity.INFO,
                        Optional.empty(),
                        "message \u001b[8m hidden\nsecond line",
                        "remedy\u0007",
                        new TreeMap<>(Map.of("\u001bname", "\u2066value"))))));
    }

    private static List<HostResult> outcomes() {
        HostPlan none = plan("in-sync", List.of(), List.of(), List.of(), List.of());
        HostFailure lost = HostFailure.unreachable("The connection broke", "reset by peer", "");
        return List.of(
                changed("applied", new Outcome.Applied("run-1")),
                planned(none),
                changed(
                        "rolled-back",
                        new Outcome.RolledBack(
                                "run-1",
                                "start a.service",
                                List.of("a.service: exit-code", "line one\nline \u001b[1mtwo"))),
                changed("refused", new Outcome.Refused(List.of("/etc/systemd/system/a.service: now f:0644:0:0:abc"))),
                changed(
                        "rollback-failed",
                        new Outcome.RollbackFailed(
                                "run-1",
                                "write /etc/systemd/system/a.service",
                                List.of("/etc/systemd/system/a.service"))),
                changed("unknown", new Outcome.Unknown("run-1", lost)),
                new HostResult.Unsettled(one("unsettled"), "run-1", one("unsettled")),
                new HostResult.Unverified(one("unverified"), "run-1", lost),
                new HostResult.Failed(new HostName("unreachable"), lost, List.of()));
    }

    private static List<Batch> rollout() {
        Optional<RolloutGroup> group = Optional.of(new RolloutGroup(
                0,
                PLAY,
                new Rollout(
                        List.of(new Rollout.BatchSize.Count(1), new Rollout.BatchSize.Percentage(100)),
                        0,
                        TimeSpan.ofSeconds(90),
                        Rollout.OnFailure.STOP)));
        return List.of(
                new Batch(1, 3, group, List.of(new HostName("tank1"))),
                new Batch(2, 3, group, List.of(new HostName("tank2"), new HostName("tank4"))),
                new Batch(3, 3, Optional.empty(), List.of(new HostName("cam1"))));
    }

    private static List<HostResult> stoppedRollout() {
        Halt halt = new Halt.TooManyFailures(rollout().get(1), 1, 0);
        return List.of(
                new HostResult.NotBegun(one("cam1"), halt),
                changed("tank1", new Outcome.Applied("run-1")),
                changed("tank2", new Outcome.RolledBack("run-1", "start a.service", List.of("no such file"))),
                planned(plan("tank3", List.of(), List.of(), List.of(), List.of())),
                changed("tank4", new Outcome.Applied("run-1")));
    }

    private static List<HostResult> undoneRollout() {
        Halt halt = new Halt.TooManyFailures(rollout().get(1), 1, 0);
        return List.of(
                new HostResult.Undone(one("tank1"), "run-1", halt),
                new HostResult.NotUndone(
                        one("tank2"),
                        "run-1",
                        halt,
                        new HostResult.Failed(
                                new HostName("tank2"),
                                HostFailure.failed(
                                        "What the run left was changed since", "/etc/systemd/system/a.service", ""),
                                List.of())),
                changed("tank4", new Outcome.RolledBack("run-1", "start a.service", List.of("no such file"))));
    }

    private static List<HostResult> interruptedRun() {
        return List.of(
                changed("tank1", new Outcome.Applied("run-1")),
                new HostResult.NotBegun(one("tank2"), new Halt.Interrupted()));
    }

    private static HostResult changed(String host, Outcome outcome) {
        return new HostResult.Changed(one(host), outcome);
    }

    private static HostPlan one(String host) {
        return plan(
                host,
                List.of(new Change.Creation(new HostPath(UNITS + "a.service"), file("[Service]\n"), DECLARED, PLAY)),
                List.of(),
                List.of(new Job.DaemonReload(new Reason("unit files change"))),
                List.of());
    }

    private static FileState file(String content) {
        return file(content, 0644, Owner.ROOT);
    }

    private static FileState file(String content, int mode, Owner owner) {
        return new FileState.Regular(Content.of(content), new FileMode(mode), owner);
    }

    private static FileState binary(int... bytes) {
        StringBuilder characters = new StringBuilder();
        for (int one : bytes) {
            characters.append((char) one);
        }
        return new FileState.Regular(
                Content.of(characters.toString().getBytes(StandardCharsets.ISO_8859_1)),
                FileMode.UNIT_FILE,
                Owner.ROOT);
    }
}

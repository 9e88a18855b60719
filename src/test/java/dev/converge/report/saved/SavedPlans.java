package dev.converge.report.saved;

import dev.converge.diff.Change;
import dev.converge.diff.Reason;
import dev.converge.engine.HostResult;
import dev.converge.engine.RolloutGroup;
import dev.converge.engine.SavedPlan;
import dev.converge.engine.SavedPlan.SavedHost;
import dev.converge.engine.SavedTarget;
import dev.converge.finding.Finding;
import dev.converge.finding.FindingCode;
import dev.converge.host.HostFailure;
import dev.converge.host.HostName;
import dev.converge.plan.HostPlan;
import dev.converge.plan.Job;
import dev.converge.plan.UserPlan;
import dev.converge.playbook.Rollout;
import dev.converge.unit.Content;
import dev.converge.unit.FileMode;
import dev.converge.unit.FileState;
import dev.converge.unit.HealthGate;
import dev.converge.unit.HostPath;
import dev.converge.unit.Manifest;
import dev.converge.unit.Owner;
import dev.converge.unit.PlayName;
import dev.converge.unit.Seen;
import dev.converge.unit.SystemdVersion;
import dev.converge.unit.TimeSpan;
import dev.converge.unit.UnitName;
import dev.converge.unit.UserAccount;
import dev.converge.unit.UserName;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A saved plan with everything in it that there can be, for tests. */
final class SavedPlans {

    private static final PlayName PLAY = new PlayName("tank");
    private static final Reason WHY = new Reason("why \u001b[31m\u202e\nnot \"quoted\" \ud83d\ude00");
    private static final UnitName UNIT = new UnitName("a\\x2db@1.service");
    private static final UserAccount ANNA =
            new UserAccount(new UserName("anna"), 1000, 1001, new HostPath("/home/anna"));

    private SavedPlans() {}

    static SavedPlan withEverything() {
        RolloutGroup group = new RolloutGroup(
                2,
                PLAY,
                new Rollout(
                        List.of(new Rollout.BatchSize.Count(1), new Rollout.BatchSize.Percentage(25)),
                        3,
                        TimeSpan.ofSeconds(10),
                        Rollout.OnFailure.ROLLBACK));
        return new SavedPlan(
                "20261122T031500Z-7f3a",
                List.of(
                        new SavedPlan.Input("-e version", "ab".repeat(32)),
                        new SavedPlan.Input("/srv/play books/site.yml", "cd".repeat(32))),
                List.of(
                        new SavedHost(
                                new SavedTarget(
                                        new SavedTarget.Route.Ssh(
                                                "fe80::1%eth0",
                                                2222, "op", Optional.of("/home/op/my key"), List.of("/a", "/b")),
                                        true,
                                        15),
                                Optional.of(group),
                                new HostResult.Planned(plan(), Optional.of("run-0"))),
                        new SavedHost(
                                new SavedTarget(new SavedTarget.Route.Local(), false, 1),
                                Optional.empty(),
                                new HostResult.Planned(nothing("here"), Optional.empty())),
                        new SavedHost(
                                new SavedTarget(new SavedTarget.Route.Root("/srv/image"), false, 15),
                                Optional.empty(),
                                new HostResult.Planned(nothing("image"), Optional.empty()))));
    }

    static SavedPlan withoutAPlan(HostFailure failure) {
        return new SavedPlan(
                "run-1",
                List.of(),
                List.of(new SavedHost(
                        new SavedTarget(new SavedTarget.Route.Local(), true, 15),
                        Optional.empty(),
                        new HostResult.Failed(new HostName("tank9"), failure, List.of()))));
    }

    private static FileState file(byte[] bytes, int mode, Owner owner) {
        return new FileState.Regular(Content.of(bytes), new FileMode(mode), owner);
    }

    private static HostPlan plan() {
        FileState old = file(new byte[] {0, 1, (byte) 0xff, '\n'}, 0640, new Owner(1_234_567_890, 33));
        FileState fresh = file(new byte[0], 04755, Owner.ROOT);
        HostPath home = new HostPath("/home/anna/.config/systemd/user/x.service");
        Manifest manifest = new Manifest(new TreeMap<>(java.util.Map.of(home, Manifest.Entry.of(PLAY, fresh))));
        Change update = new Change.Update(new HostPath("/etc/b c"), old, new FileState.Link("../x y"), WHY, PLAY);
        return new HostPlan(
                new HostName("tank1"),
                Optional.of(new SystemdVersion(252)),
                List.of(new Job.Stop(UNIT, true, WHY), new Job.Stop(new UnitName("c.socket"), false, WHY)),
                List.of(
                        new Change.Creation(new HostPath("/etc/a"), fresh, WHY, PLAY),
                        update,
                        new Change.Deletion(new HostPath("/etc/d"), new FileState.Link("/dev/null"), WHY, PLAY),
                        new Change.Creation(home, fresh, WHY, PLAY)),
                List.of(
                        new Job.DaemonReload(WHY),
                        new Job.DaemonReexec(WHY),
                        new Job.ResetFailed(UNIT, WHY),
                        new Job.Start(
                                UNIT, Optional.of(new HealthGate(TimeSpan.ofSeconds(7), TimeSpan.ofSeconds(60))), WHY),
                        new Job.Restart(UNIT, WHY),
                        new Job.Reload(UNIT, WHY)),
                List.of(UNIT, new UnitName("t@.service")),
                List.of(new UserPlan(
                        ANNA,
                        List.of(new Job.Stop(UNIT, false, WHY)),
                        List.of(new Job.DaemonReload(WHY), new Job.Start(UNIT, WHY)),
                        List.of(UNIT))),
                manifest,
                Optional.of(new Seen(
                        Optional.of("ef".repeat(32)),
                        List.of(
                                new Seen.Unit(UNIT, Optional.empty(), true),
                                new Seen.Unit(UNIT, Optional.of(ANNA.name()), false)))),
                List.of(new Finding(
                        FindingCode.STRAY_UNIT,
                        Finding.Severity.WARNING,
                        Finding.Confidence.LIKELY,
                        Optional.of(UNIT),
                        Optional.of(ANNA.name()),
                        "a message",
                        "a remedy",
                        new TreeMap<>(java.util.Map.of("file", "/etc/x")))));
    }

    private static HostPlan nothing(String host) {
        return new HostPlan(
                new HostName(host),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Manifest.NONE,
                List.of());
    }
}

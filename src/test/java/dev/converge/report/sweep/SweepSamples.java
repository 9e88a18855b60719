package dev.converge.report.sweep;

import dev.converge.check.Sweep;
import dev.converge.check.Sweep.Budget;
import dev.converge.check.Sweep.Resource;
import dev.converge.check.Sweep.UnitHealth;
import dev.converge.check.Sweep.Waived;
import dev.converge.desired.Waiver;
import dev.converge.engine.SweepResult;
import dev.converge.finding.Finding;
import dev.converge.finding.FindingCode;
import dev.converge.host.HostFailure;
import dev.converge.host.HostName;
import dev.converge.problem.SourceSpot;
import dev.converge.report.Page;
import dev.converge.report.Palette;
import dev.converge.report.sweep.EarlierSweep.EarlierFinding;
import dev.converge.report.sweep.EarlierSweep.EarlierHost;
import dev.converge.unit.Glob;
import dev.converge.unit.SystemdVersion;
import dev.converge.unit.UnitName;
import dev.converge.unit.UserName;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** Sweeps that the reports are told of, by the name of the case folder. */
public final class SweepSamples {

    private static final Instant TIME = Instant.parse("2026-11-22T03:15:00Z");
    private static final long GIB = 1L << 30;

    private SweepSamples() {}

    /** All of them. */
    public static SortedMap<String, FleetSweep> all() {
        SortedMap<String, FleetSweep> samples = new TreeMap<>();
        samples.put("two-incidents", fleet());
        samples.put("nothing-wrong", sweep(List.of(healthy("web1"), healthy("web2"))));
        samples.put("hostile-texts", hostile());
        samples.put("no-host", sweep(List.of()));
        return samples;
    }

    /** The one of a case folder. */
    public static FleetSweep named(String name) {
        return Optional.ofNullable(all().get(name)).orElseThrow();
    }

    /** Both incidents, a host in order, one of which nothing is known, and how it was the night before. */
    public static FleetSweep fleet() {
        List<SweepResult> results = List.of(tank(), camera(), healthy("web1"), drifted("web2"), silent(), refusing());
        return new FleetSweep(TIME, results, Optional.of(SinceComparison.of(nightBefore(), results)));
    }

    private static FleetSweep sweep(List<SweepResult> results) {
        return new FleetSweep(TIME, results, Optional.empty());
    }

    /** The first incident: units that were disabled and came back. */
    private static SweepResult tank() {
        Finding twice = finding(
                        FindingCode.DUPLICATE_EXECUTABLE,
                        Finding.Severity.ERROR,
                        "mediamtx.service",
                        "mediamtx.service and avatar-tank.service both run /usr/local/bin/mediamtx: two of it fight for the same ports and memory.",
                        "Keep one: remove the other with state: absent.",
                        "executable",
                        "/usr/local/bin/mediamtx",
                        "line",
                        "/etc/systemd/system/mediamtx.service:7",
                        "owner",
                        "avatar-tank.service",
                        "owner-line",
                        "/etc/systemd/system/avatar-tank.service:9",
                        "processes",
                        "812, 840")
                .with(Finding.Confidence.LIKELY);
        Finding preset = finding(
                FindingCode.PRESET_MISMATCH,
                Finding.Severity.WARNING,
                "avatar-mediamtx.service",
                "avatar-mediamtx.service is disabled, but its preset would enable it: it comes back when presets are replayed.",
                "Declare it with enabled: false or state: absent.",
                "preset",
                "/usr/lib/systemd/system-preset/90-systemd.preset:12");
        Finding memory = finding(
                FindingCode.QUOTA_OVERCOMMIT,
                Finding.Severity.WARNING,
                "",
                "The memory quotas of active units add up to 5.5 GiB, and the machine has 4 GiB: when all of them take what they may, the kernel kills.",
                "Lower MemoryMax= of the largest, or put them into one slice with a MemoryMax= of its own.",
                "granted",
                "5905580032",
                "total",
                "4294967296");
        Finding twin = finding(
                        FindingCode.FAILED_UNIT,
                        Finding.Severity.INFO,
                        "sync.service",
                        "sync.service has failed: exit status 1.",
                        "systemctl --user -M anna@ status sync.service",
                        "result",
                        "exit-code")
                .of(new UserName("anna"));
        Finding unknown = finding(
                FindingCode.UNKNOWN_UNIT,
                Finding.Severity.WARNING,
                "legacy-billing.service",
                "legacy-billing.service belongs to no package and no play, and says nothing of what it is for.",
                "Declare it, or find out who needs it.",
                "executable",
                "/opt/billing/run.sh");
        return new SweepResult.Swept(
                new HostName("tank1"),
                Optional.of(new SystemdVersion(252)),
                OptionalInt.of(6),
                new Sweep(
                        List.of(twice, preset, memory, twin),
                        List.of(new Waived(
                                unknown,
                                new Waiver(
                                        FindingCode.UNKNOWN_UNIT,
                                        Optional.of(new Glob("legacy-*.service")),
                                        "goes with the old machine, OPS-12",
                                        LocalDate.of(2027, 3, 31),
                                        SourceSpot.wholeFile("playbooks/site.yml")))),
                        List.of(
                                unit("avatar-mediamtx.service", "inactive", 0, Finding.Severity.WARNING),
                                unit("avatar-tank.service", "active", 2),
                                unit("chrony.service", "active", 0),
                                unit("legacy-billing.service", "active", 0),
                                unit("mediamtx.service", "active", 3, Finding.Severity.ERROR),
                                unit("nginx.service", "active", 0),
                                unit("node-exporter.service", "active", 0),
                                unit("ssh.service", "active", 0),
                                new UnitHealth(
                                        new UnitName("sync.service"),
                                        Optional.of(new UserName("anna")),
                                        "failed",
                                        "failed",
                                        0,
                                        Optional.of(Finding.Severity.INFO))),
                        List.of(
                                new Budget(
                                        Resource.MEMORY,
                                        4 * GIB,
                                        11 * GIB / 2,
                                        OptionalLong.of(13 * GIB / 5),
                                        units("nginx.service", "ssh.service")),
                                new Budget(Resource.TASKS, 32_768, 4_096, OptionalLong.of(412), List.of()),
                                new Budget(Resource.CPU, 400, 180, OptionalLong.empty(), units("ssh.service")))));
    }

    /** The second incident: a loop that nothing stops, beside a job without quotas. */
    private static SweepResult camera() {
        return new SweepResult.Swept(
                new HostName("cam1"),
                Optional.of(new SystemdVersion(257)),
                OptionalInt.of(0),
                new Sweep(
                        List.of(
                                finding(
                                        FindingCode.CRASH_LOOP,
                                        Finding.Severity.ERROR,
                                        "polyscan.service",
                                        "polyscan.service was started 5,998 times in the last hour, and 320,245 times since it was loaded.",
                                        "systemctl stop polyscan.service, then find out why it exits: journalctl -u polyscan.service -n 50",
                                        "restarts",
                                        "320245",
                                        "starts-per-hour",
                                        "5998"),
                                finding(
                                        FindingCode.PID_PRESSURE,
                                        Finding.Severity.ERROR,
                                        "",
                                        "91 % of the process ids are in use: 29,819 of 32,768.",
                                        "Stop what starts them: the units with most of them are in the evidence.",
                                        "units",
                                        "heavy-encode.service 27110, polyscan.service 2011"),
                                finding(
                                        FindingCode.START_LIMIT_INEFFECTIVE,
                                        Finding.Severity.ERROR,
                                        "polyscan.service",
                                        "polyscan.service would restart for ever: 5 starts take 15s, longer than the window of 10s.",
                                        "Declare it with a limit that trips:\nunits:\n  polyscan.service:\n    restart: { StartLimitIntervalSec: 5min, StartLimitBurst: 5, RestartSec: 10s }",
                                        "arithmetic",
                                        "5 starts x 3s = 15s > 10s",
                                        "line",
                                        "/etc/systemd/system/polyscan.service:14"),
                                finding(
                                        FindingCode.NO_QUOTA,
                                        Finding.Severity.WARNING,
                                        "heavy-encode.service",
                                        "heavy-encode.service has neither MemoryMax= nor TasksMax=: it may take the whole machine.",
                                        "resources: { MemoryMax: 2G, CPUQuota: 80%, TasksMax: 512 }",
                                        "memory",
                                        "3.1 GiB")),
                        List.of(),
                        List.of(
                                unit("heavy-encode.service", "active", 0, Finding.Severity.WARNING),
                                unit("polyscan.service", "activating", 320_245, Finding.Severity.ERROR),
                                unit("ssh.service", "active", 0)),
                        List.of(
                                new Budget(
                                        Resource.MEMORY,
                                        8 * GIB,
                                        2 * GIB,
                                        OptionalLong.of(15 * GIB / 2),
                                        units("heavy-encode.service", "polyscan.service", "ssh.service")),
                                new Budget(Resource.TASKS, 32_768, 9_830, OptionalLong.of(29_819), List.of())),
                        List.of("The journal could not be read: journalctl took longer than 20 s.")));
    }

    private static SweepResult healthy(String host) {
        return inOrder(host, 0);
    }

    /** Nothing is wrong with it, but somebody has edited something. */
    private static SweepResult drifted(String host) {
        return inOrder(host, 1);
    }

    private static SweepResult inOrder(String host, int pending) {
        return new SweepResult.Swept(
                new HostName(host),
                Optional.of(new SystemdVersion(252)),
                OptionalInt.of(pending),
                new Sweep(
                        List.of(),
                        List.of(),
                        List.of(unit("nginx.service", "active", 0), unit("ssh.service", "active", 0)),
                        List.of(
                                new Budget(Resource.MEMORY, 2 * GIB, GIB, OptionalLong.of(GIB / 2), List.of()),
                                new Budget(Resource.TASKS, 15_000, 4_500, OptionalLong.of(130), List.of()),
                                new Budget(Resource.CPU, 200, 100, OptionalLong.empty(), List.of()))));
    }

    private static SweepResult silent() {
        return new SweepResult.Failed(
                new HostName("tank2"),
                HostFailure.unreachable(
                        "The host does not answer", "192.0.2.2:22 was silent for 15 s.", "ping 192.0.2.2"),
                List.of());
    }

    private static SweepResult refusing() {
        return new SweepResult.Failed(
                new HostName("tank3"),
                HostFailure.failed("sudo refused", "It said:\nsorry, you are not in the sudoers file", ""),
                List.of(finding(
                        FindingCode.FIFO_DROPIN,
                        Finding.Severity.ERROR,
                        "",
                        "/etc/systemd/system/a.service.d/x.conf is a pipe: systemd waits for it for ever.",
                        "Remove it.",
                        "path",
                        "/etc/systemd/system/a.service.d/x.conf")));
    }

    /** The night before, tank2 still answered, cam1 was not in the inventory, and old1 was. */
    private static EarlierSweep nightBefore() {
        SortedMap<HostName, EarlierHost> hosts = new TreeMap<>();
        hosts.put(
                new HostName("tank1"),
                new EarlierHost(
                        true,
                        List.of(
                                earlier(
                                        "preset-mismatch",
                                        "avatar-mediamtx.service",
                                        "It is disabled, but comes back."),
                                earlier("stray-unit", "mediamtx-old.service", "Nobody declared mediamtx-old.service."),
                                earlier(
                                        "quota-overcommit",
                                        "",
                                        "The memory quotas of active units add up to 4.8 GiB, and the machine has 4 GiB: when all of them take what they may, the kernel kills."))));
        hosts.put(new HostName("tank2"), new EarlierHost(true, List.of()));
        hosts.put(new HostName("web1"), new EarlierHost(true, List.of()));
        hosts.put(new HostName("web2"), new EarlierHost(false, List.of()));
        hosts.put(new HostName("old1"), new EarlierHost(true, List.of()));
        return new EarlierSweep(Instant.parse("2026-11-21T03:15:00Z"), hosts);
    }

    private static EarlierFinding earlier(String code, String unit, String message) {
        return new EarlierFinding(
                code, Finding.Severity.WARNING, UnitName.parse(unit), Optional.empty(), message, false);
    }

    /** What would break each format if it were taken as it comes. */
    private static FleetSweep hostile() {
        String text =
                "<script>alert(1)</script> & \"quotes\" 'and' ]]> \u001b[2J \u0000 \u202e \ud83d\ude00 back\\slash\nsecond line";
        Finding worst = finding(
                FindingCode.HAND_EDITED,
                Finding.Severity.ERROR,
                "",
                text,
                text,
                "path",
                "/etc/\" onmouseover=\"x<b>\u001b.conf",
                "\u001b<i>name</i>",
                text);
        Finding unit = finding(
                FindingCode.FAILED_UNIT,
                Finding.Severity.WARNING,
                "a\\x2db@c\\x3cscript\\x3e.service",
                "line one\r\nline two",
                "",
                "line",
                "/etc/systemd/system/caf\u00e9 #1?.service:3");
        Waiver waiver = new Waiver(
                FindingCode.STRAY_UNIT,
                Optional.empty(),
                text,
                LocalDate.of(2027, 1, 1),
                SourceSpot.wholeFile("site.yml"));
        Finding known = finding(FindingCode.STRAY_UNIT, Finding.Severity.INFO, "x.service", text, text);
        SweepResult swept = new SweepResult.Swept(
                new HostName("..fe80::1"),
                Optional.empty(),
                OptionalInt.of(0),
                new Sweep(
                        List.of(worst, unit, unit),
                        List.of(new Waived(known, waiver)),
                        List.of(
                                new UnitHealth(
                                        new UnitName("a\\x2db@c\\x3cscript\\x3e.service"),
                                        Optional.empty(),
                                        "<failed>\"",
                                        "",
                                        1,
                                        Optional.of(Finding.Severity.WARNING)),
                                unit("x".repeat(240) + ".service", "active", 0)),
                        List.of(new Budget(
                                Resource.TASKS, 0, Long.MAX_VALUE, OptionalLong.of(Long.MAX_VALUE), List.of()))));
        SweepResult failed =
                new SweepResult.Failed(new HostName("h"), HostFailure.failed(text, text, text), List.of(worst));
        return sweep(List.of(swept, failed));
    }

    private static Finding finding(
            FindingCode code,
            Finding.Severity severity,
            String unit,
            String message,
            String remedy,
            String... evidence) {
        SortedMap<String, String> named = new TreeMap<>();
        for (int i = 0; i < evidence.length; i += 2) {
            named.put(evidence[i], evidence[i + 1]);
        }
        return new Finding(code, severity, UnitName.parse(unit), message, remedy, named);
    }

    private static UnitHealth unit(String name, String active, long restarts, Finding.Severity... worst) {
        return new UnitHealth(
                new UnitName(name),
                Optional.empty(),
                active,
                active.equals("active") ? "running" : active,
                restarts,
                List.of(worst).stream().findFirst());
    }

    private static List<UnitName> units(String... names) {
        return List.of(names).stream().map(UnitName::new).toList();
    }

    /** What the case folder must hold for each sample. */
    static Map<String, String> texts(FleetSweep sweep) {
        return new TreeMap<>(Map.of(
                "junit.xml", SweepJunit.text(sweep),
                "sweep.sarif", SweepSarif.text(sweep, new Documentation(Optional.of("https://docs.example"))),
                "converge.prom", SweepMetrics.text(sweep),
                "sweep.json", SweepReport.json(sweep),
                "sweep.txt", text(sweep)));
    }

    private static String text(FleetSweep sweep) {
        StringWriter text = new StringWriter();
        SweepReport.text(new Page(new PrintWriter(text), Palette.NONE), sweep);
        return text.toString();
    }
}

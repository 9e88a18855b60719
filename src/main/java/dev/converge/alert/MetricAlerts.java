package dev.converge.alert;

import dev.converge.alert.AlertRule.Severity;
import dev.converge.desired.DesiredHost;
import dev.converge.desired.Thresholds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rules over the metrics of node_exporter (its collectors {@code processes} and {@code systemd}, the latter with restart counts), and over those
 * that {@code converge check --prometheus} writes for its textfile collector.
 */
final class MetricAlerts {

    /** A sweep a day, and two hours for a slow one. */
    private static final Duration SWEEP_AGE = Duration.ofHours(26);

    private static final Duration SHORT = Duration.ofMinutes(1);
    private static final Duration LONG = Duration.ofMinutes(5);

    private final String label;

    /** @param label which label of the series holds the name of the host */
    private MetricAlerts(String label) {
        this.label = label;
    }

    static List<RuleGroup> of(List<DesiredHost> hosts, String label) {
        MetricAlerts alerts = new MetricAlerts(label);
        List<RuleGroup> groups = new ArrayList<>();
        for (HostGroup group : HostGroup.of(hosts)) {
            groups.add(new RuleGroup("converge machine", group.words(), alerts.machine(group)));
            groups.add(new RuleGroup("converge restarts", group.words(), List.of(alerts.restarts(group))));
        }
        groups.add(new RuleGroup("converge units", "", alerts.units(Units.wanted(hosts))));
        groups.add(new RuleGroup("converge sweep", "", sweep()));
        groups.add(new RuleGroup("converge measurements", "", measurements()));
        return groups;
    }

    private List<AlertRule> machine(HostGroup group) {
        String only = Selector.of(List.of(group.matcher(label)));
        Thresholds limits = group.thresholds();
        return List.of(
                share(
                        "ProcessIdsRunningOut",
                        "100 * node_processes_threads" + only + " / node_processes_max_processes" + only,
                        limits.processIds(),
                        SHORT,
                        Severity.CRITICAL,
                        "of the process ids of " + host() + " are taken",
                        "At 100 % nothing can be started on the host, a login neither. Something forks or restarts without end:"
                                + " `converge check` names it, `systemd-cgtop --order=tasks` shows it."),
                share(
                        "FileDescriptorsRunningOut",
                        "100 * node_filefd_allocated" + only + " / node_filefd_maximum" + only,
                        limits.fileDescriptors(),
                        SHORT,
                        Severity.CRITICAL,
                        "of the file descriptors of " + host() + " are open",
                        "`converge check` names the processes that hold most of them; LimitNOFILE= bounds a unit."),
                share(
                        "CpuBusy",
                        "100 * (1 - avg by (" + label + ") (rate(node_cpu_seconds_total"
                                + Selector.of(List.of(group.matcher(label), Optional.of("mode=\"idle\""))) + "[5m])))",
                        limits.cpu(),
                        LONG,
                        Severity.WARNING,
                        "of the CPU time of " + host() + " was used for five minutes",
                        "`systemd-cgtop` shows the units; CPUQuota= bounds one."),
                share(
                        "MemoryLow",
                        "100 * (1 - node_memory_MemAvailable_bytes" + only + " / node_memory_MemTotal_bytes" + only
                                + ")",
                        limits.memory(),
                        LONG,
                        Severity.CRITICAL,
                        "of the memory of " + host() + " is in use",
                        "Before the kernel kills something of its own choice: `systemd-cgtop --order=memory` shows the units, MemoryMax= bounds one."),
                share(
                        "MemoryStalled",
                        "100 * rate(node_pressure_memory_stalled_seconds_total" + only + "[1m])",
                        limits.memoryStall(),
                        SHORT,
                        Severity.WARNING,
                        "of the last minute everything on " + host() + " waited for memory",
                        "The host is about to stall. `systemd-cgtop --order=memory` shows the units; MemoryHigh= slows one down early."),
                new AlertRule(
                        "OutOfMemoryKill",
                        "increase(node_vmstat_oom_kill" + only + "[10m]) > 0",
                        Duration.ZERO,
                        Severity.CRITICAL,
                        "The kernel killed a process on " + host() + " for lack of memory",
                        "`journalctl -k -g 'Killed process'` says which; `converge check` says of which unit."));
    }

    private AlertRule restarts(HostGroup group) {
        int most = group.thresholds().restartsPerHour();
        return new AlertRule(
                "UnitRestartsAgainAndAgain",
                "increase(node_systemd_service_restart_total" + Selector.of(List.of(group.matcher(label))) + "[1h]) > "
                        + most,
                Duration.ZERO,
                Severity.CRITICAL,
                "{{ $labels.name }} on " + host()
                        + " was restarted {{ $value | printf \"%.0f\" }} times within an hour",
                "More than " + most
                        + " an hour is a loop. `converge explain HOST UNIT` says whether a start limit ends it, `journalctl -u UNIT` why it exits.");
    }

    private List<AlertRule> units(Units wanted) {
        List<AlertRule> rules = new ArrayList<>();
        if (!wanted.isEmpty()) {
            rules.add(failed("DeclaredUnitFailed", wanted.matcher("name"), Severity.CRITICAL));
        }
        rules.add(failed("UnitFailed", wanted.others("name"), Severity.WARNING));
        return rules;
    }

    private AlertRule failed(String name, Optional<String> which, Severity severity) {
        return new AlertRule(
                name,
                "node_systemd_unit_state" + Selector.of(List.of(which, Optional.of("state=\"failed\""))) + " == 1",
                SHORT,
                severity,
                "{{ $labels.name }} on " + host() + " has failed",
                "`systemctl status UNIT` says how. systemd does not start it again by itself.");
    }

    /** What the last sweep said. It names hosts as the inventory does. */
    private static List<AlertRule> sweep() {
        return List.of(
                new AlertRule(
                        "SweepFoundErrors",
                        "sum by (host) (converge_findings{severity=\"error\"}) > 0",
                        Duration.ZERO,
                        Severity.WARNING,
                        "The last sweep of {{ $labels.host }} found {{ $value | printf \"%.0f\" }} errors",
                        "`converge check --limit HOST` shows them, with what to do."),
                new AlertRule(
                        "HostDrifted",
                        "converge_pending_changes > 0",
                        Duration.ZERO,
                        Severity.WARNING,
                        "{{ $labels.host }} is no longer as its playbooks say",
                        "`converge plan --limit HOST` shows the difference."),
                new AlertRule(
                        "HostNotSwept",
                        "1 - converge_host_swept > 0",
                        Duration.ZERO,
                        Severity.WARNING,
                        "The last sweep could not look at {{ $labels.host }}",
                        "`converge check --limit HOST` says why."),
                new AlertRule(
                        "SweepMissing",
                        "time() - max(converge_sweep_timestamp_seconds) > " + SWEEP_AGE.toSeconds(),
                        Duration.ZERO,
                        Severity.WARNING,
                        "Nobody has swept the fleet for more than " + SWEEP_AGE.toHours() + " hours",
                        "On the host that does it: `systemctl status converge-sweep.service converge-sweep.timer`."));
    }

    /** Rules over what nobody measures never fire, and nobody would notice. */
    private static List<AlertRule> measurements() {
        return List.of(
                missing(
                        "ProcessesNotMeasured",
                        "node_processes_threads",
                        "node_exporter runs without --collector.processes"),
                missing(
                        "UnitsNotMeasured",
                        "node_systemd_unit_state",
                        "node_exporter runs without --collector.systemd"),
                missing(
                        "RestartsNotMeasured",
                        "node_systemd_service_restart_total",
                        "node_exporter runs without --collector.systemd.enable-restarts-metrics"),
                missing(
                        "SweepNotMeasured",
                        "converge_sweep_timestamp_seconds",
                        "no `converge check --prometheus` has written where the textfile collector looks"));
    }

    private static AlertRule missing(String name, String metric, String why) {
        return new AlertRule(
                name,
                "absent(" + metric + ")",
                Duration.ofMinutes(15),
                Severity.WARNING,
                "There is no " + metric + ": alerts over it cannot fire",
                "Most likely " + why + ".");
    }

    private AlertRule share(
            String name,
            String expression,
            int percent,
            Duration hold,
            Severity severity,
            String what,
            String description) {
        return new AlertRule(
                name,
                expression + " > " + percent,
                hold,
                severity,
                "{{ $value | printf \"%.0f\" }} % " + what,
                description);
    }

    private String host() {
        return "{{ $labels." + label + " }}";
    }
}

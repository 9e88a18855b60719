package dev.converge.alert;

import dev.converge.alert.AlertRule.Severity;
import dev.converge.desired.DesiredHost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rules over the journals of the hosts in Loki, as Promtail and Alloy ship them: with the labels {@code unit} and {@code level}. */
final class LogAlerts {

    private static final String ERRORS = "level=~\"emerg|alert|crit|err|error|critical\"";

    private final String label;

    /** @param label which label of the streams holds the name of the host */
    private LogAlerts(String label) {
        this.label = label;
    }

    static List<RuleGroup> of(List<DesiredHost> hosts, String label) {
        LogAlerts alerts = new LogAlerts(label);
        Units wanted = Units.wanted(hosts);
        List<RuleGroup> groups = new ArrayList<>();
        for (HostGroup group : HostGroup.of(hosts)) {
            groups.add(new RuleGroup("converge journal", group.words(), alerts.rules(group, wanted)));
        }
        return groups;
    }

    private List<AlertRule> rules(HostGroup group, Units wanted) {
        int errors = group.thresholds().journalErrorsPerMinute();
        int restarts = group.thresholds().restartsPerHour();
        Optional<String> hosts = group.matcher(label);
        // Loki wants at least one matcher that cannot match an absent label.
        Optional<String> units = wanted.matcher("unit").or(() -> Optional.of("unit=~\".+\\\\.service\""));
        return List.of(
                new AlertRule(
                        "JournalErrors",
                        "60 * sum by (" + label + ", unit) (rate("
                                + Selector.of(List.of(hosts, units, Optional.of(ERRORS))) + "[5m])) > " + errors,
                        Duration.ofMinutes(5),
                        Severity.WARNING,
                        "{{ $labels.unit }} on " + host() + " logs {{ $value | printf \"%.0f\" }} errors a minute",
                        "`journalctl -u UNIT -p err` shows them."),
                new AlertRule(
                        "JournalShowsRestarts",
                        "sum by (" + label + ", restarted) (count_over_time("
                                + Selector.of(List.of(hosts, Optional.of("unit=\"init.scope\"")))
                                + " |= \"Scheduled restart job\" | regexp \"^(?P<restarted>[^ ]+): Scheduled restart job\" [1h])) > "
                                + restarts,
                        Duration.ZERO,
                        Severity.CRITICAL,
                        "systemd restarted {{ $labels.restarted }} on " + host()
                                + " {{ $value | printf \"%.0f\" }} times within an hour",
                        "More than " + restarts
                                + " an hour is a loop. `converge explain HOST UNIT` says whether a start limit ends it."),
                new AlertRule(
                        "JournalShowsOutOfMemoryKill",
                        "sum by (" + label + ") (count_over_time("
                                + Selector.of(List.of(hosts, Optional.of("level=~\".+\"")))
                                + " |~ \"(Out of memory|Memory cgroup out of memory): Killed process\" [10m])) > 0",
                        Duration.ZERO,
                        Severity.CRITICAL,
                        "The kernel killed a process on " + host() + " for lack of memory",
                        "`journalctl -k -g 'Killed process'` says which; `converge check` says of which unit."));
    }

    private String host() {
        return "{{ $labels." + label + " }}";
    }
}

package dev.converge.alert;

import dev.converge.desired.DesiredHost;
import java.util.List;
import java.util.Optional;

/** For what alerts can be written. The names are those on the command line. */
public enum AlertFormat {
    /** Over the metrics of node_exporter and of converge. */
    prometheus("instance"),
    /** Over the journals. */
    loki("host"),
    /** Both, evaluated by Grafana. */
    grafana("instance");

    private final String usualLabel;

    AlertFormat(String usualLabel) {
        this.usualLabel = usualLabel;
    }

    /**
     * @param hosts all that the playbooks select, in inventory order
     * @param label which label holds a host's name; nothing: the usual one
     * @return the text of a file
     */
    public String text(List<DesiredHost> hosts, Optional<String> label) {
        String metrics = label.orElse(prometheus.usualLabel);
        String logs = label.orElse(loki.usualLabel);
        return "# Alerts on what the playbooks declare, made by: converge alerts " + this + "\n"
                + "# Make it anew when the playbooks change; edits are lost then.\n"
                + switch (this) {
                    case prometheus -> RuleFile.text(MetricAlerts.of(hosts, metrics));
                    case loki -> RuleFile.text(LogAlerts.of(hosts, logs));
                    case grafana -> GrafanaRuleFile.text(MetricAlerts.of(hosts, metrics), LogAlerts.of(hosts, logs));
                };
    }
}

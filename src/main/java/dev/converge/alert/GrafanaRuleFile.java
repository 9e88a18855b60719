package dev.converge.alert;

import dev.converge.yaml.YamlText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A file for Grafana's folder {@code provisioning/alerting}: the same rules, evaluated by Grafana itself. The data sources have the uids
 * {@code prometheus} and {@code loki}.
 *
 * @see <a href="https://grafana.com/docs/grafana/latest/alerting/set-up/provision-alerting-resources/file-provisioning/">File provisioning</a>
 */
final class GrafanaRuleFile {

    /** Seconds that a query looks back; the rules ask for an instant, which has its own ranges. */
    private static final int LOOK_BACK = 600;

    /** Characters of a uid. */
    private static final int LONGEST_UID = 40;

    /** Characters of the name of a group and of the title of a rule. */
    private static final int LONGEST_NAME = 190;

    private GrafanaRuleFile() {}

    static String text(List<RuleGroup> metrics, List<RuleGroup> logs) {
        List<Object> groups = new ArrayList<>();
        metrics.forEach(group -> groups.add(group(group, "prometheus")));
        logs.forEach(group -> groups.add(group(group, "loki")));
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("apiVersion", 1);
        file.put("groups", groups);
        return YamlText.of(file);
    }

    private static Map<String, Object> group(RuleGroup group, String source) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("orgId", 1);
        written.put("name", name(group.name()));
        written.put("folder", "converge");
        written.put("interval", "1m");
        written.put(
                "rules",
                group.rules().stream().map(rule -> rule(group, rule, source)).toList());
        return written;
    }

    /** A host may be called by up to 253 characters; no two names are the same even so. */
    private static String name(String name) {
        String hash = hash(name);
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - hash.length()) + hash;
    }

    /** The same at every run, so that Grafana knows the rule again. */
    private static String uid(RuleGroup group, AlertRule rule) {
        String hosts = group.hosts().isEmpty() ? "" : hash(group.hosts());
        String name = "converge-" + rule.name().toLowerCase(Locale.ROOT);
        return name.substring(0, Math.min(name.length(), LONGEST_UID - hosts.length())) + hosts;
    }

    private static String hash(String text) {
        return String.format(Locale.ROOT, "-%08x", text.hashCode());
    }

    private static Map<String, Object> rule(RuleGroup group, AlertRule rule, String source) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("uid", uid(group, rule));
        written.put("title", group.hosts().isEmpty() ? rule.name() : name(rule.name() + " of " + group.hosts()));
        written.put("condition", "fires");
        written.put("data", List.of(query(rule, source), fires()));
        // No series is what the expression gives as long as all is well.
        written.put("noDataState", "OK");
        written.put("execErrState", "Error");
        written.put("for", rule.hold().equals(Duration.ZERO) ? "0s" : RuleFile.duration(rule.hold()));
        written.put("labels", RuleFile.labels(group, rule));
        written.put("annotations", annotations(rule));
        written.put("isPaused", false);
        return written;
    }

    private static Map<String, Object> query(AlertRule rule, String source) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("refId", "value");
        model.put("expr", rule.expression());
        if (source.equals("loki")) {
            model.put("queryType", "instant");
        } else {
            model.put("instant", true);
            model.put("range", false);
        }
        return data("value", source, model);
    }

    private static Map<String, Object> fires() {
        Map<String, Object> evaluator = new LinkedHashMap<>();
        evaluator.put("type", "gt");
        evaluator.put("params", List.of(0));
        Map<String, Object> condition = new LinkedHashMap<>();
        condition.put("evaluator", evaluator);
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("refId", "fires");
        model.put("type", "threshold");
        model.put("expression", "value");
        model.put("conditions", List.of(condition));
        return data("fires", "__expr__", model);
    }

    private static Map<String, Object> data(String id, String source, Map<String, Object> model) {
        Map<String, Object> range = new LinkedHashMap<>();
        range.put("from", LOOK_BACK);
        range.put("to", 0);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("refId", id);
        data.put("relativeTimeRange", range);
        data.put("datasourceUid", source);
        data.put("model", model);
        return data;
    }

    /** Grafana has the value of each query by its id, and not the one that Prometheus gives. */
    private static Map<String, String> annotations(AlertRule rule) {
        Map<String, String> annotations = RuleFile.annotations(rule);
        annotations.replaceAll((name, text) -> text.replace("{{ $value |", "{{ $values.value.Value |"));
        return annotations;
    }
}

package dev.converge.alert;

import dev.converge.yaml.YamlText;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The file that Prometheus reads under {@code rule_files:}, and Loki's ruler from its folder of rules. */
final class RuleFile {

    private RuleFile() {}

    static String text(List<RuleGroup> groups) {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("groups", groups.stream().map(RuleFile::group).toList());
        return YamlText.of(file);
    }

    private static Map<String, Object> group(RuleGroup group) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("name", group.name());
        written.put(
                "rules", group.rules().stream().map(rule -> rule(group, rule)).toList());
        return written;
    }

    private static Map<String, Object> rule(RuleGroup group, AlertRule rule) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("alert", rule.name());
        written.put("expr", rule.expression());
        if (!rule.hold().isZero()) {
            written.put("for", duration(rule.hold()));
        }
        written.put("labels", labels(group, rule));
        written.put("annotations", annotations(rule));
        return written;
    }

    static String duration(Duration duration) {
        return duration.toMinutes() + "m";
    }

    /** No two rules of a file have one name and the same labels. */
    static Map<String, String> labels(RuleGroup group, AlertRule rule) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("severity", rule.severity().toString());
        if (!group.hosts().isEmpty()) {
            labels.put("thresholds_of", group.hosts());
        }
        return labels;
    }

    static Map<String, String> annotations(AlertRule rule) {
        Map<String, String> annotations = new LinkedHashMap<>();
        annotations.put("summary", rule.summary());
        annotations.put("description", rule.description());
        return annotations;
    }
}

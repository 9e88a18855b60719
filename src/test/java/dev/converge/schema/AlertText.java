package dev.converge.schema;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One alert of a file of rules: what it asks whom, and what it says when it fires.
 *
 * @param source the one that answers: {@code prometheus} or {@code loki}
 */
public record AlertText(String source, String expression, String summary) {

    private static final Pattern LABEL = Pattern.compile("\\$labels\\.([a-z_]+)");

    /** @param format of the file */
    static AlertText of(Map<?, ?> rule, String format) {
        String summary = text(RuleFileText.inside(rule, "annotations"), "summary");
        if (!format.equals("grafana")) {
            return new AlertText(format, text(rule, "expr"), summary);
        }
        Map<?, ?> query = RuleFileText.within(rule, "data").findFirst().orElseThrow();
        return new AlertText(text(query, "datasourceUid"), text(RuleFileText.inside(query, "model"), "expr"), summary);
    }

    private static String text(Map<?, ?> mapping, String member) {
        return String.valueOf(mapping.get(member));
    }

    public boolean isLogQl() {
        return source.equals("loki");
    }

    /** The labels whose values the summary shows. */
    Set<String> labelsOfSummary() {
        return LABEL.matcher(summary)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

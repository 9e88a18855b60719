package dev.converge.report.sweep;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** A metric with all its series, in the text format of Prometheus. Each set of labels has one value. */
final class MetricFamily {

    private final String name;
    private final String help;
    private final Map<String, String> series = new LinkedHashMap<>();

    /** @param help one line, the same in every file that has the metric: node_exporter refuses two helps of one name */
    MetricFamily(String name, String help) {
        this.name = name;
        this.help = help;
    }

    void add(boolean value, String... labels) {
        add(value ? 1 : 0, labels);
    }

    /** @param labels names and values in turn */
    void add(long value, String... labels) {
        String set = set(labels);
        if (series.put(set, Long.toString(value)) != null) {
            throw new IllegalStateException(name + set + " has two values");
        }
    }

    /** Where the same labels are no contradiction, because the first value says it all. */
    void addOnce(BigDecimal value, String... labels) {
        series.putIfAbsent(set(labels), value.toPlainString());
    }

    /** Nothing where there is no series: a name without a value tells nothing. */
    String text() {
        if (series.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(" gauge\n");
        series.forEach((labels, value) ->
                text.append(name).append(labels).append(' ').append(value).append('\n'));
        return text.toString();
    }

    private static String set(String... labels) {
        StringBuilder set = new StringBuilder("{");
        for (int i = 0; i < labels.length; i += 2) {
            set.append(i == 0 ? "" : ",").append(labels[i]).append("=\"");
            set.append(escaped(labels[i + 1])).append('"');
        }
        return set.append('}').toString();
    }

    /** As the format has it: backslash, quote and newline. */
    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}

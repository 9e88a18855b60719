package dev.converge.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What was compared of converge's and systemd's answers, by topic; where they differ; what could not be compared and why. */
final class Tally {

    private final String title;
    private final SortedMap<String, Integer> compared = new TreeMap<>();
    private final SortedMap<String, Integer> incomparable = new TreeMap<>();
    private final List<String> differences = new ArrayList<>();

    Tally(String title) {
        this.title = title;
    }

    void compare(String topic, String subject, Object converge, Object systemd) {
        record(topic, subject, converge.equals(systemd), converge, systemd);
    }

    void record(String topic, String subject, boolean same, Object converge, Object systemd) {
        compared.merge(topic, 1, Integer::sum);
        if (!same) {
            differences.add(topic + " of " + subject + "\n  converge " + converge + "\n  systemd  " + systemd);
        }
    }

    void incomparable(String directive, String reason) {
        incomparable.merge(directive + " (" + reason + ")", 1, Integer::sum);
    }

    int compared() {
        return compared.values().stream().mapToInt(Integer::intValue).sum();
    }

    List<String> differences() {
        return List.copyOf(differences);
    }

    /** The lines that the test prints. */
    String summary() {
        return "oracle " + title + ": " + compared() + " values compared, " + differences.size() + " differ\n  "
                + joined(compared) + "\n  "
                + incomparable.values().stream().mapToInt(Integer::intValue).sum() + " values not comparable: "
                + joined(incomparable);
    }

    private static String joined(SortedMap<String, Integer> counts) {
        return counts.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}

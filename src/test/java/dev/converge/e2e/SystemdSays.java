package dev.converge.e2e;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * The answers of oracle/facts.sh.
 *
 * @param listed state and preset of {@code list-unit-files}, by unit file
 * @param enabled what {@code is-enabled} prints, empty when it only complains; by unit, instances of templates included
 * @param shown properties by the name that was asked for; several lines of one property joined by line ends
 */
record SystemdSays(
        SequencedMap<String, Listed> listed,
        SequencedMap<String, String> enabled,
        SequencedMap<String, Map<String, String>> shown) {

    /** @param preset {@code -} or empty for units that systemctl thinks no preset is about */
    record Listed(String state, String preset) {}

    static SystemdSays parse(String answer) {
        Map<String, List<String>> sections = new LinkedHashMap<>();
        List<String> section = new ArrayList<>();
        for (String line : answer.split("\n", -1)) {
            if (line.startsWith("== ")) {
                section = sections.computeIfAbsent(line.substring(3), name -> new ArrayList<>());
            } else {
                section.add(line);
            }
        }
        SequencedMap<String, Listed> listed = new LinkedHashMap<>();
        SequencedMap<String, String> enabled = new LinkedHashMap<>();
        for (String line : sections.getOrDefault("listed", List.of())) {
            String[] words = line.strip().split(" +", -1);
            if (words.length >= 2) {
                listed.put(words[0], new Listed(words[1], words.length > 2 ? words[2] : ""));
            }
        }
        for (String line : sections.getOrDefault("is-enabled", List.of())) {
            int blank = line.indexOf(' ');
            if (blank > 0) {
                enabled.put(line.substring(0, blank), line.substring(blank + 1).strip());
            }
        }
        List<Map<String, String>> records = records(sections.getOrDefault("show", List.of()));
        List<String> names = sections.getOrDefault("shown", List.of()).stream()
                .filter(name -> !name.isEmpty())
                .toList();
        if (records.size() != names.size()) {
            throw new AssertionError(names.size() + " units asked for, " + records.size() + " shown");
        }
        SequencedMap<String, Map<String, String>> shown = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            shown.put(names.get(i), records.get(i));
        }
        return new SystemdSays(listed, enabled, shown);
    }

    private static List<Map<String, String>> records(List<String> lines) {
        List<Map<String, String>> records = new ArrayList<>();
        Map<String, String> record = new TreeMap<>();
        for (String line : lines) {
            if (line.isEmpty() && !record.isEmpty()) {
                records.add(record);
                record = new TreeMap<>();
            }
            int equals = line.indexOf('=');
            if (equals > 0) {
                record.merge(line.substring(0, equals), line.substring(equals + 1), (all, more) -> all + "\n" + more);
            }
        }
        if (!record.isEmpty()) {
            records.add(record);
        }
        return records;
    }
}

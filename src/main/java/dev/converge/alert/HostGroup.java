package dev.converge.alert;

import dev.converge.desired.DesiredHost;
import dev.converge.desired.Thresholds;
import dev.converge.host.HostName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Hosts with the same thresholds.
 *
 * @param hosts nothing where all hosts have the same: then the rules hold for whatever is measured
 */
record HostGroup(Optional<List<HostName>> hosts, Thresholds thresholds) {

    /** In the order of the hosts. */
    static List<HostGroup> of(List<DesiredHost> hosts) {
        Map<Thresholds, List<HostName>> groups = new LinkedHashMap<>();
        hosts.forEach(host -> groups.computeIfAbsent(host.thresholds(), same -> new ArrayList<>())
                .add(host.name()));
        return groups.entrySet().stream()
                .map(group -> new HostGroup(
                        groups.size() == 1 ? Optional.empty() : Optional.of(List.copyOf(group.getValue())),
                        group.getKey()))
                .toList();
    }

    /** {@code tank1 and 3 more}; empty where it is all. */
    String words() {
        return hosts.map(names -> names.getFirst() + (names.size() == 1 ? "" : " and " + (names.size() - 1) + " more"))
                .orElse("");
    }

    /** The part of a selector that picks these hosts, with or without a port behind the name; nothing where all are meant. */
    Optional<String> matcher(String label) {
        return hosts.map(names -> label + "=~\"("
                + names.stream().map(name -> Selector.quote(name.value())).collect(Collectors.joining("|"))
                + ")(:[0-9]+)?\"");
    }
}

package dev.converge.observed;

import dev.converge.unit.UnitName;
import dev.converge.unit.UnitType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which process belongs to which unit, by its control group: {@code /system.slice/foo.service/whatever} is of {@code foo.service}. In:
 * {@code head -v /proc/[0-9]*}{@code /cgroup}; the line of the hierarchy that systemd manages is {@code N:name=systemd:PATH} on cgroup v1 and
 * {@code 0::PATH} on v2.
 */
final class ControlGroups {

    private static final Pattern HEADLINE = Pattern.compile("==> proc/([0-9]{1,9})/cgroup <==");
    private static final Pattern GROUP = Pattern.compile("(?:[0-9]+:name=systemd|(0:)):(/.*)");
    private static final String INIT = "/init.scope";

    private ControlGroups() {}

    /** The processes by unit of the system, each list ascending. */
    static SortedMap<UnitName, List<Integer>> processes(List<String> lines) {
        return processes(lines, "");
    }

    /** The processes by unit of a user's manager, which itself is a unit of the system with all of the user's below it. */
    static SortedMap<UnitName, List<Integer>> processes(List<String> lines, UnitName manager) {
        return processes(lines, "/" + manager);
    }

    /** @param below what comes before the first slash of a unit's group */
    private static SortedMap<UnitName, List<Integer>> processes(List<String> lines, String below) {
        SortedMap<Integer, String> groups = groups(lines);
        String root = root(groups);
        SortedMap<UnitName, List<Integer>> processes = new TreeMap<>();
        for (Map.Entry<Integer, String> process : groups.entrySet()) {
            int start = process.getValue().indexOf(below + "/");
            if (process.getValue().startsWith(root + "/") && start >= 0) {
                unit(process.getValue().substring(Math.max(start + below.length(), root.length()) + 1))
                        .ifPresent(unit -> processes
                                .computeIfAbsent(unit, first -> new ArrayList<>())
                                .add(process.getKey()));
            }
        }
        return processes;
    }

    private static SortedMap<Integer, String> groups(List<String> lines) {
        SortedMap<Integer, String> groups = new TreeMap<>();
        int process = 0;
        for (String line : lines) {
            Matcher headline = HEADLINE.matcher(line);
            Matcher group = GROUP.matcher(line);
            if (headline.matches()) {
                process = Integer.parseInt(headline.group(1));
            } else if (process > 0 && group.matches()) {
                if (group.group(1) == null) {
                    groups.put(process, group.group(2));
                } else {
                    // Where both are mounted, the named hierarchy is the one systemd uses.
                    groups.putIfAbsent(process, group.group(2));
                }
            }
        }
        return groups;
    }

    /**
     * Where the control groups of this host's systemd begin: in a container not at the root of the tree. What PID 1 is in shows where.
     *
     * @param lines as those of {@link #processes(List)}
     */
    static String root(List<String> lines) {
        return root(groups(lines));
    }

    private static String root(SortedMap<Integer, String> groups) {
        String init = groups.getOrDefault(1, INIT);
        return init.endsWith(INIT) ? init.substring(0, init.length() - INIT.length()) : "";
    }

    /** The unit of a control group that is below the root; none of what belongs to a container, whose units may have the same names. */
    static Optional<UnitName> unitOf(String group, String root) {
        return group.startsWith(root + "/") ? unit(group.substring(root.length() + 1)) : Optional.empty();
    }

    /** The first part of the path that is no slice; in a slice itself, and in what is no unit's, there are no processes of a unit. */
    private static Optional<UnitName> unit(String path) {
        for (String part : path.split("/", -1)) {
            // systemd puts _ before names that the kernel would take for its own.
            Optional<UnitName> unit = UnitName.parse(part.startsWith("_") ? part.substring(1) : part);
            if (unit.isEmpty() || unit.get().type() != UnitType.SLICE) {
                return unit;
            }
        }
        return Optional.empty();
    }
}

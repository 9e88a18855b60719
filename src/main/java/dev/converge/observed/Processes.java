package dev.converge.observed;

import dev.converge.unit.UnitName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sections {@code processes} and {@code handles} put together. In: {@code head -v -c 1024} of /proc/PID/stat and /proc/PID/cmdline; a
 * command line is its process's own text and may look like anything, also like a headline.
 */
final class Processes {

    private static final Pattern HEADLINE = Pattern.compile("(?:^|\n)==> proc/([1-9][0-9]{0,8})/(stat|cmdline) <==\n");

    /** Behind the name in brackets, which may hold brackets: state and parent. */
    private static final Pattern PARENT = Pattern.compile(".*\\) \\S ([0-9]{1,9}) .*", Pattern.DOTALL);

    private static final String DELETED = " (deleted)";

    private final Map<Integer, Integer> parents = new HashMap<>();
    private final Map<Integer, List<String>> words = new HashMap<>();

    private Processes() {}

    /** @param units the processes of each unit */
    static SortedMap<Integer, RunningProcess> read(
            ProbeAnswer answer, Handles handles, Map<UnitName, List<Integer>> units) {
        Processes read = new Processes();
        answer.find("processes").ifPresent(read::take);
        Map<Integer, UnitName> unitOf = new HashMap<>();
        units.forEach((unit, pids) -> pids.forEach(pid -> unitOf.put(pid, unit)));
        SortedMap<Integer, RunningProcess> processes = new TreeMap<>();
        handles.executables().forEach((pid, target) -> {
            boolean deleted = target.endsWith(DELETED);
            processes.put(
                    pid,
                    new RunningProcess(
                            pid,
                            read.parents.getOrDefault(pid, 0),
                            deleted ? target.substring(0, target.length() - DELETED.length()) : target,
                            deleted,
                            read.words.getOrDefault(pid, List.of()),
                            Optional.ofNullable(unitOf.get(pid)),
                            handles.isContained(pid)));
        });
        return processes;
    }

    private void take(String section) {
        Set<Integer> seen = new HashSet<>();
        Matcher headline = HEADLINE.matcher(section);
        boolean more = headline.find();
        while (more) {
            int pid = Integer.parseInt(headline.group(1));
            boolean isStat = headline.group(2).equals("stat");
            int begin = headline.end();
            // head writes a newline before each headline but the first, so the one behind this headline is not that of
            // the next.
            more = headline.find();
            String body = section.substring(begin, more ? headline.start() : section.length());
            if (isStat) {
                takeStat(pid, body);
            } else if (seen.add(pid)) {
                words.put(pid, split(body));
            } else {
                // One of the two is a fake: somebody's argument.
                words.remove(pid);
            }
        }
    }

    /** All of them come before the first command line, so a second one is somebody's text. */
    private void takeStat(int pid, String body) {
        Matcher stat = PARENT.matcher(body);
        if (stat.matches()) {
            parents.putIfAbsent(pid, Integer.valueOf(stat.group(1)));
        }
    }

    private static List<String> split(String body) {
        List<String> words = new ArrayList<>(List.of(ProbeAnswer.utf8(body).split("\0", -1)));
        if (!words.isEmpty() && words.getLast().isEmpty()) {
            words.removeLast();
        }
        return words;
    }
}

package dev.converge.observed;

import dev.converge.unit.UnitName;
import dev.converge.unit.UserAccount;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What {@code list-units}, {@code show} and the control groups tell, put together to what a manager has loaded. */
final class Units {

    /** The columns of {@code list-units --plain} that hold no free text. */
    private static final Pattern LISTED = Pattern.compile("(\\S+) +([a-z-]+) +([a-z-]+) +([a-z-]+)( .*)?");

    private Units() {}

    /**
     * @param declared names to answer by, beside systemd's own: one of them may be an alias
     * @param processes of each unit, from the control groups
     */
    static SortedMap<UnitName, UnitRuntime> read(
            ProbeAnswer answer, List<UnitName> declared, Map<UnitName, List<Integer>> processes) {
        return read(processes, answer.lines("units"), answer.lines("show"), declared);
    }

    /** The same of a user's manager. */
    static SortedMap<UnitName, UnitRuntime> read(ProbeAnswer answer, UserAccount user, List<UnitName> declared) {
        return read(
                ControlGroups.processes(answer.lines("cgroups"), user.manager()),
                answer.lines("units " + user.name()),
                answer.lines("show " + user.name()),
                declared);
    }

    private static SortedMap<UnitName, UnitRuntime> read(
            Map<UnitName, List<Integer>> processes, List<String> listed, List<String> shown, List<UnitName> declared) {
        SortedMap<UnitName, UnitRuntime> units = new TreeMap<>();
        // A stopped and forgotten unit can leave processes behind (KillMode=none).
        processes.forEach((name, pids) ->
                units.put(name, new UnitRuntime(name, "not-found", "inactive", "dead", Optional.empty(), pids)));
        for (String line : listed) {
            Matcher columns = LISTED.matcher(line);
            if (columns.matches()) {
                UnitName.parse(columns.group(1))
                        .ifPresent(name -> units.put(
                                name,
                                new UnitRuntime(
                                        name,
                                        columns.group(2),
                                        columns.group(3),
                                        columns.group(4),
                                        Optional.empty(),
                                        processes.getOrDefault(name, List.of()))));
            }
        }
        for (Map<String, String> record : records(shown)) {
            UnitName.parse(record.getOrDefault("Id", "")).ifPresent(id -> {
                UnitRuntime runtime = detailed(id, record, processes.getOrDefault(id, List.of()));
                units.put(id, runtime);
                names(record.getOrDefault("Names", "")).stream()
                        .filter(declared::contains)
                        .forEach(alias -> units.put(alias, runtime));
            });
        }
        return units;
    }

    /** What {@code systemctl show} prints of several units: lines of {@code Name=value}, an empty one behind each unit. */
    static List<Map<String, String>> records(List<String> lines) {
        List<Map<String, String>> records = new ArrayList<>();
        Map<String, String> record = new HashMap<>();
        for (String line : lines) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                record.put(line.substring(0, equals), line.substring(equals + 1));
            } else if (line.isEmpty() && !record.isEmpty()) {
                records.add(record);
                record = new HashMap<>();
            }
        }
        if (!record.isEmpty()) {
            records.add(record);
        }
        return records;
    }

    private static UnitRuntime detailed(UnitName id, Map<String, String> record, List<Integer> processes) {
        return new UnitRuntime(
                id,
                record.getOrDefault("LoadState", ""),
                record.getOrDefault("ActiveState", ""),
                record.getOrDefault("SubState", ""),
                Optional.of(new UnitRuntime.Details(
                        "yes".equals(record.get("NeedDaemonReload")),
                        number(record.get("NRestarts")),
                        (int) number(record.get("MainPID")),
                        record.getOrDefault("Result", ""),
                        "yes".equals(record.get("CanReload")),
                        names(record.getOrDefault("TriggeredBy", "")))),
                processes);
    }

    /** Properties of services are not there for other types: then it is 0. */
    private static long number(@Nullable String digits) {
        return digits != null && digits.matches("[0-9]{1,18}") ? Long.parseLong(digits) : 0;
    }

    private static List<UnitName> names(String words) {
        List<UnitName> names = new ArrayList<>();
        for (String word : words.split(" ", -1)) {
            UnitName.parse(word).ifPresent(names::add);
        }
        names.sort(null);
        return names;
    }
}

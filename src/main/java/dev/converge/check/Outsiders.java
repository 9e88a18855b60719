package dev.converge.check;

import dev.converge.observed.RunningProcess;
import dev.converge.unit.UnitName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Processes of a program outside of the services that may run it. */
final class Outsiders {

    private static final String NOWHERE = "no unit";

    private Outsiders() {}

    /**
     * By the unit they are in, {@code no unit} for none. Processes of containers are left out: their files are not the host's.
     *
     * @param insiders whose own processes, and what those have started, do not count
     */
    static SortedMap<String, List<RunningProcess>> of(
            Collection<Service> insiders, Look look, Predicate<RunningProcess> runs) {
        return of(insiders.stream().map(Service::family).collect(Collectors.toSet()), look, runs);
    }

    static SortedMap<String, List<RunningProcess>> of(
            Set<UnitName> families, Look look, Predicate<RunningProcess> runs) {
        SortedMap<Integer, RunningProcess> processes = look.observed().running().processes();
        SortedMap<String, List<RunningProcess>> outside = new TreeMap<>();
        processes.values().stream()
                .filter(process -> process.pid() != 1 && !process.contained())
                .filter(runs)
                .filter(process -> !comesFrom(process, families, processes))
                .forEach(process -> outside.computeIfAbsent(place(process), key -> new ArrayList<>())
                        .add(process));
        return outside;
    }

    static boolean isIn(RunningProcess process, Set<UnitName> families) {
        return process.unit().map(Service::family).filter(families::contains).isPresent();
    }

    /** Itself or something above it. */
    private static boolean comesFrom(
            RunningProcess process, Set<UnitName> families, Map<Integer, RunningProcess> processes) {
        Set<Integer> seen = new HashSet<>();
        Optional<RunningProcess> ancestor = Optional.of(process);
        while (ancestor.isPresent() && seen.add(ancestor.get().pid())) {
            if (isIn(ancestor.get(), families)) {
                return true;
            }
            ancestor = Optional.ofNullable(processes.get(ancestor.get().parent()));
        }
        return false;
    }

    private static String place(RunningProcess process) {
        return process.unit().map(UnitName::value).orElse(NOWHERE);
    }

    /** Processes in one place. */
    record Group(String place, List<RunningProcess> processes) {

        String text() {
            String pids = (processes.size() == 1 ? "process " : "processes ") + pids();
            return place.equals(NOWHERE) ? pids + ", in no unit" : pids + " in " + place;
        }

        String remedy(Look look) {
            Optional<UnitName> unit = UnitName.parse(place);
            if (unit.filter(look::removes).isPresent()) {
                return "converge apply removes " + place;
            }
            if (unit.filter(look.local()::contains).isPresent()) {
                return "declare " + place + " with 'state: absent', or let a rule of 'strays' name it";
            }
            return "find out who starts it, then on the host: kill "
                    + processes.stream()
                            .map(process -> String.valueOf(process.pid()))
                            .collect(Collectors.joining(" "));
        }

        SortedMap<String, String> evidence(String file, UnitName owner) {
            SortedMap<String, String> evidence = Evidence.of("executable", file);
            evidence.put("owner", owner.value());
            evidence.put("place", place);
            evidence.put("processes", pids());
            if (processes.stream().anyMatch(RunningProcess::deleted)) {
                evidence.put("deleted", "yes");
            }
            return evidence;
        }

        private String pids() {
            return Evidence.list(processes.stream().map(RunningProcess::pid).toList());
        }
    }
}

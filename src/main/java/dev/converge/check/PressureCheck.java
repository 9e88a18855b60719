package dev.converge.check;

import dev.converge.desired.Thresholds;
import dev.converge.finding.Finding;
import dev.converge.finding.FindingCode;
import dev.converge.observed.LiveFacts;
import dev.converge.observed.Quotas;
import dev.converge.observed.ServiceFacts;
import dev.converge.observed.Vitals;
import dev.converge.unit.UnitName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/** How near the machine is to having no process id or no memory left. */
final class PressureCheck implements Check {

    private static final int MOST_NAMED = 3;

    @Override
    public List<Finding> findings(Look look) {
        List<Finding> findings = new ArrayList<>();
        Thresholds thresholds = look.thresholds();
        look.observed().live().ifPresent(live -> {
            live.vitals()
                    .flatMap(vitals -> processIds(vitals, live, thresholds))
                    .ifPresent(findings::add);
            live.vitals().flatMap(vitals -> memory(vitals, live, thresholds)).ifPresent(findings::add);
            live.vitals().flatMap(vitals -> stall(vitals, live, thresholds)).ifPresent(findings::add);
        });
        return findings;
    }

    private static Optional<Finding> processIds(Vitals vitals, LiveFacts live, Thresholds thresholds) {
        if (vitals.processIds().isEmpty() || vitals.tasks().isEmpty()) {
            return Optional.empty();
        }
        long used = vitals.tasks().getAsLong();
        long most = vitals.processIds().getAsLong();
        String largest = largest(live, Quotas::tasks, Long::toString);
        return finding(
                FindingCode.PID_PRESSURE,
                Optional.empty(),
                percent(used, most),
                thresholds.processIds(),
                "The host has " + used + " processes and threads of " + most + " that it can have ("
                        + Amounts.percent(used, most)
                        + " %). When none is left nothing can be started, no login, no repair.",
                "find what makes them: on the host, systemd-cgtop -b -n 1 --order=tasks; the most are in " + largest
                        + "; give such services a TasksMax=",
                evidence(used, most, largest));
    }

    private static Optional<Finding> memory(Vitals vitals, LiveFacts live, Thresholds thresholds) {
        if (vitals.memoryTotal().isEmpty() || vitals.memoryAvailable().isEmpty()) {
            return Optional.empty();
        }
        long most = vitals.memoryTotal().getAsLong();
        long used = most - Math.min(most, vitals.memoryAvailable().getAsLong());
        String largest = largest(live, Quotas::memory, Amounts::bytes);
        SortedMap<String, String> evidence = Evidence.of("used", Amounts.bytes(used));
        evidence.put("total", Amounts.bytes(most));
        evidence.put("largest", largest);
        return finding(
                FindingCode.MEMORY_PRESSURE,
                Optional.empty(),
                percent(used, most),
                thresholds.memory(),
                "The host uses " + Amounts.bytes(used) + " of its " + Amounts.bytes(most) + " of memory ("
                        + Amounts.percent(used, most)
                        + " %), what can be dropped at once not counted. Soon the kernel kills something.",
                "the most is in " + largest + "; limit the largest with MemoryMax=, or move something elsewhere",
                evidence);
    }

    private static Optional<Finding> stall(Vitals vitals, LiveFacts live, Thresholds thresholds) {
        double full = Optional.ofNullable(vitals.stalls().get("memory"))
                .map(Vitals.Stall::full)
                .orElse(0.0);
        String percent = String.format(Locale.ROOT, "%.1f", full);
        SortedMap<String, String> evidence = Evidence.of("full-avg60", percent);
        String largest = largest(live, Quotas::memory, Amounts::bytes);
        evidence.put("largest", largest);
        return finding(
                FindingCode.MEMORY_PRESSURE,
                Optional.empty(),
                full,
                thresholds.memoryStall(),
                "In " + percent + " % of the last minute everything on the host waited for memory (PSI, full avg60 of"
                        + " /proc/pressure/memory): it thrashes.",
                "the most is in " + largest + "; limit the largest with MemoryHigh= and MemoryMax=",
                evidence);
    }

    private static String largest(LiveFacts live, Function<Quotas, OptionalLong> use, LongFunction<String> text) {
        String named = live.services().values().stream()
                .filter(service -> use.apply(service.quotas()).isPresent())
                .sorted(Comparator.comparingLong((ServiceFacts service) ->
                                -use.apply(service.quotas()).getAsLong())
                        .thenComparing(ServiceFacts::name))
                .limit(MOST_NAMED)
                .map(service -> service.name() + " ("
                        + text.apply(use.apply(service.quotas()).getAsLong()) + ")")
                .collect(Collectors.joining(", "));
        return named.isEmpty() ? "no service" : named;
    }

    private static SortedMap<String, String> evidence(long used, long most, String largest) {
        SortedMap<String, String> evidence = Evidence.of("tasks", Long.toString(used));
        evidence.put("most", Long.toString(most));
        evidence.put("largest", largest);
        return evidence;
    }

    static double percent(long used, long most) {
        return most <= 0 ? 0 : 100.0 * used / most;
    }

    static Optional<Finding> finding(
            FindingCode code,
            Optional<UnitName> unit,
            double percent,
            int threshold,
            String message,
            String remedy,
            SortedMap<String, String> evidence) {
        evidence.put("threshold", threshold + " %");
        return Level.of(percent, threshold)
                .map(severity -> new Finding(code, severity, unit, message, remedy, evidence));
    }
}

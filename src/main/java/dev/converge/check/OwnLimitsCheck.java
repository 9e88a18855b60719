package dev.converge.check;

import dev.converge.desired.Thresholds;
import dev.converge.finding.Finding;
import dev.converge.finding.FindingCode;
import dev.converge.observed.LiveFacts;
import dev.converge.observed.Quotas;
import dev.converge.observed.ServiceFacts;
import dev.converge.unit.UnitName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Services and slices that have nearly used up what they themselves may use, whatever the host has left: tasks and memory. */
final class OwnLimitsCheck implements Check {

    @Override
    public List<Finding> findings(Look look) {
        return look.observed().live().stream()
                .flatMap(live -> active(live).entrySet().stream())
                .flatMap(unit -> findings(unit.getKey(), unit.getValue(), look.thresholds()))
                .toList();
    }

    private static SortedMap<UnitName, Quotas> active(LiveFacts live) {
        SortedMap<UnitName, Quotas> units = new TreeMap<>(live.slices());
        live.services().values().stream()
                .filter(ServiceFacts::isActive)
                .forEach(service -> units.put(service.name(), service.quotas()));
        return units;
    }

    private static Stream<Finding> findings(UnitName unit, Quotas quotas, Thresholds thresholds) {
        return Stream.of(tasks(unit, quotas, thresholds), memory(unit, quotas, thresholds))
                .flatMap(Optional::stream);
    }

    private static Optional<Finding> tasks(UnitName unit, Quotas quotas, Thresholds thresholds) {
        OptionalLong used = quotas.tasks();
        OptionalLong most = quotas.tasksMax();
        if (used.isEmpty() || most.isEmpty()) {
            return Optional.empty();
        }
        SortedMap<String, String> evidence = Evidence.of("tasks", Long.toString(used.getAsLong()));
        evidence.put("TasksMax", Long.toString(most.getAsLong()));
        return PressureCheck.finding(
                FindingCode.PID_PRESSURE,
                Optional.of(unit),
                PressureCheck.percent(used.getAsLong(), most.getAsLong()),
                thresholds.processIds(),
                unit + " has " + used.getAsLong() + " processes and threads of " + most.getAsLong()
                        + " that its TasksMax= allows. At the limit it cannot fork, and goes on running without.",
                "if it needs so many, declare 'resources: { TasksMax: " + most.getAsLong() * 2
                        + " }'; if not, it leaks them: systemctl status " + unit + " lists them",
                evidence);
    }

    private static Optional<Finding> memory(UnitName unit, Quotas quotas, Thresholds thresholds) {
        OptionalLong used = quotas.memoryInUse();
        OptionalLong most = quotas.memoryMax();
        if (used.isEmpty() || most.isEmpty()) {
            return Optional.empty();
        }
        SortedMap<String, String> evidence = Evidence.of("used", Amounts.bytes(used.getAsLong()));
        evidence.put("MemoryMax", Amounts.bytes(most.getAsLong()));
        evidence.put("cache", Amounts.bytes(quotas.cache().orElse(0)));
        return PressureCheck.finding(
                FindingCode.MEMORY_PRESSURE,
                Optional.of(unit),
                PressureCheck.percent(used.getAsLong(), most.getAsLong()),
                thresholds.memory(),
                unit + " uses " + Amounts.bytes(used.getAsLong()) + " of the " + Amounts.bytes(most.getAsLong())
                        + " of memory that its MemoryMax= allows ("
                        + Amounts.percent(used.getAsLong(), most.getAsLong())
                        + " %), what can be dropped at once not counted. At the limit the kernel kills one of its processes.",
                "if it needs so much, declare 'resources: { MemoryMax: " + Amounts.roomFor(most.getAsLong())
                        + " }'; if not, it leaks: on the host, systemctl status " + unit + " lists its processes",
                evidence);
    }
}

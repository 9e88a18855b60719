package dev.converge.check;

import dev.converge.finding.Finding;
import dev.converge.finding.FindingCode;
import dev.converge.observed.LiveFacts;
import dev.converge.observed.ServiceFacts;
import dev.converge.observed.Vitals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;

/**
 * Services that people put on the host and that may take all of its memory or all of its processes (incident 2: a heavy job beside the crash loop).
 * Packages' own are left to those who made them.
 */
final class QuotaCheck implements Check {

    /** From how much of the memory on it is more than a remark, in percent. */
    private static final int MUCH = 25;

    @Override
    public List<Finding> findings(Look look) {
        return look.observed().live().stream()
                .flatMap(live -> live.services().values().stream()
                        .filter(QuotaTree::isActive)
                        .filter(service -> look.watched().contains(service.name()) && !look.removes(service.name()))
                        .filter(service -> service.loadState().equals("loaded"))
                        .flatMap(service -> finding(service, live, look).stream()))
                .toList();
    }

    private static Optional<Finding> finding(ServiceFacts service, LiveFacts live, Look look) {
        SortedMap<String, String> lacks = MissingQuotas.of(service, live);
        if (lacks.isEmpty()) {
            return Optional.empty();
        }
        boolean isMemoryFree = lacks.containsKey(MissingQuotas.MEMORY);
        List<String> missing = new ArrayList<>();
        SortedMap<String, String> evidence =
                Evidence.of("slice", service.slice().map(Object::toString).orElse("none"));
        if (isMemoryFree) {
            missing.add("memory (no MemoryMax=, neither its own nor of its slices)");
        }
        if (lacks.containsKey(MissingQuotas.TASKS)) {
            missing.add("processes (TasksMax=infinity)");
        }
        List<String> remedies = new ArrayList<>();
        lacks.forEach((directive, value) -> {
            remedies.add(directive + ": " + value);
            evidence.put(directive, "infinity");
        });
        OptionalLong used = service.quotas().memory();
        OptionalLong total = live.vitals().map(Vitals::memoryTotal).orElse(OptionalLong.empty());
        long share = used.isPresent() && total.isPresent() ? Amounts.percent(used.getAsLong(), total.getAsLong()) : 0;
        used.ifPresent(bytes -> evidence.put("memory", Amounts.bytes(bytes)));
        String now = used.isPresent()
                ? " It uses " + Amounts.bytes(used.getAsLong())
                        + (total.isPresent() ? " of " + Amounts.bytes(total.getAsLong()) : "") + " of memory now."
                : "";
        return Optional.of(new Finding(
                FindingCode.NO_QUOTA,
                isMemoryFree && share >= MUCH ? Finding.Severity.WARNING : Finding.Severity.INFO,
                Optional.of(service.name()),
                service.name() + " may take all of the host's " + String.join(" and ", missing) + "." + now,
                remedy(service, remedies, look),
                evidence));
    }

    private static String remedy(ServiceFacts service, List<String> settings, Look look) {
        boolean isDeclared = settings.stream()
                .map(setting -> setting.substring(0, setting.indexOf(':')))
                .allMatch(directive -> DeclaredLimits.of(service.name(), look.desired(), "Service", directive));
        return isDeclared
                ? "converge apply writes the declared quota"
                : "declare 'resources: { " + String.join(", ", settings)
                        + " }', or put it into a slice that is limited";
    }
}

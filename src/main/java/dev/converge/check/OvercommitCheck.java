package dev.converge.check;

import dev.converge.finding.Finding;
import dev.converge.finding.FindingCode;
import dev.converge.observed.LiveFacts;
import dev.converge.observed.Quotas;
import dev.converge.observed.ServiceFacts;
import dev.converge.observed.Vitals;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Quotas that add up to more than there is: they hold each service back, but not all of them together. */
final class OvercommitCheck implements Check {

    private static final int MOST_NAMED = 5;

    @Override
    public List<Finding> findings(Look look) {
        return look.observed().live().stream()
                .flatMap(live -> live.vitals().stream()
                        .flatMap(vitals ->
                                Stream.concat(memory(live, vitals).stream(), tasks(live, vitals, look).stream())))
                .toList();
    }

    private static Optional<Finding> memory(LiveFacts live, Vitals vitals) {
        long granted = QuotaTree.ofMemory(live).granted();
        return vitals.memoryTotal().isPresent()
                        && granted > vitals.memoryTotal().getAsLong()
                ? Optional.of(finding(
                        "MemoryMax",
                        Amounts.bytes(granted),
                        Amounts.bytes(vitals.memoryTotal().getAsLong()),
                        " of memory",
                        "When they use what they may, the kernel kills something.",
                        largest(live.services().values().stream().toList(), Quotas::memoryMax, Amounts::bytes)))
                : Optional.empty();
    }

    /** Only where a file sets it: the default of 15 % each is more than there is on any host. */
    private static Optional<Finding> tasks(LiveFacts live, Vitals vitals, Look look) {
        List<ServiceFacts> limited = withOwnTasksMax(live, look);
        long granted = limited.stream()
                .mapToLong(service -> service.quotas().tasksMax().orElse(0))
                .reduce(0, (one, other) -> one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other);
        return vitals.processIds().isPresent() && granted > vitals.processIds().getAsLong()
                ? Optional.of(finding(
                        "TasksMax",
                        Long.toString(granted),
                        Long.toString(vitals.processIds().getAsLong()),
                        " process ids",
                        "When they use what they may, nobody can start a process any more, not even a login.",
                        largest(limited, Quotas::tasksMax, Long::toString)))
                : Optional.empty();
    }

    static List<ServiceFacts> withOwnTasksMax(LiveFacts live, Look look) {
        return live.services().values().stream()
                .filter(QuotaTree::isActive)
                .filter(service -> look.observed()
                        .tree()
                        .merged(service.name())
                        .flatMap(merged -> merged.value("Service", "TasksMax"))
                        .isPresent())
                .toList();
    }

    private static String largest(
            List<ServiceFacts> services, Function<Quotas, OptionalLong> limit, LongFunction<String> text) {
        return services.stream()
                .filter(service -> QuotaTree.isActive(service)
                        && limit.apply(service.quotas()).isPresent())
                .sorted(Comparator.comparingLong((ServiceFacts service) ->
                                -limit.apply(service.quotas()).getAsLong())
                        .thenComparing(ServiceFacts::name))
                .limit(MOST_NAMED)
                .map(service -> service.name() + " "
                        + text.apply(limit.apply(service.quotas()).getAsLong()))
                .collect(Collectors.joining(", "));
    }

    private static Finding finding(
            String quota, String granted, String total, String of, String consequence, String largest) {
        SortedMap<String, String> evidence = Evidence.of("quota", quota);
        evidence.put("granted", granted);
        evidence.put("total", total);
        evidence.put("largest", largest);
        return new Finding(
                FindingCode.QUOTA_OVERCOMMIT,
                Finding.Severity.WARNING,
                Optional.empty(),
                "The " + quota + "= of active services adds up to " + granted + ", and the host has " + total + of
                        + ". " + consequence,
                "lower the largest under 'resources', or put them into one slice with a " + quota + "= for all"
                        + (largest.isEmpty() ? "" : ": " + largest),
                evidence);
    }
}

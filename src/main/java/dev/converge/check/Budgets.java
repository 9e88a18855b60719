package dev.converge.check;

import dev.converge.check.Sweep.Budget;
import dev.converge.check.Sweep.Resource;
import dev.converge.observed.LiveFacts;
import dev.converge.observed.Quotas;
import dev.converge.observed.ServiceFacts;
import dev.converge.observed.Vitals;
import dev.converge.unit.UnitName;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

/** What the machine has, and what quotas give away of it. */
final class Budgets {

    private Budgets() {}

    /** Of each resource of which the host told how much there is. */
    static List<Budget> of(Look look) {
        List<Budget> budgets = new ArrayList<>();
        look.observed()
                .live()
                .ifPresent(live -> live.vitals().ifPresent(vitals -> {
                    memory(live, vitals).forEach(budgets::add);
                    tasks(live, vitals, look).forEach(budgets::add);
                    cpu(live, vitals).forEach(budgets::add);
                }));
        return budgets;
    }

    private static Stream<Budget> memory(LiveFacts live, Vitals vitals) {
        QuotaTree quotas = QuotaTree.ofMemory(live);
        return vitals.memoryTotal().stream()
                .mapToObj(total -> new Budget(
                        Resource.MEMORY,
                        total,
                        quotas.granted(),
                        vitals.memoryAvailable().isPresent()
                                ? OptionalLong.of(Math.max(
                                        0, total - vitals.memoryAvailable().getAsLong()))
                                : OptionalLong.empty(),
                        quotas.unlimited()));
    }

    private static Stream<Budget> tasks(LiveFacts live, Vitals vitals, Look look) {
        long granted = OvercommitCheck.withOwnTasksMax(live, look).stream()
                .mapToLong(service -> service.quotas().tasksMax().orElse(0))
                .reduce(0, (one, other) -> one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other);
        return vitals.processIds().stream()
                .mapToObj(total ->
                        new Budget(Resource.TASKS, total, granted, vitals.tasks(), unlimited(live, Quotas::tasksMax)));
    }

    private static Stream<Budget> cpu(LiveFacts live, Vitals vitals) {
        QuotaTree quotas = new QuotaTree(live, Quotas::cpu);
        return vitals.cpus().stream()
                .filter(cpus -> cpus > 0 && cpus < Integer.MAX_VALUE)
                .mapToObj(cpus -> new Budget(
                        Resource.CPU, cpus * 100, quotas.granted(), OptionalLong.empty(), quotas.unlimited()));
    }

    private static List<UnitName> unlimited(LiveFacts live, Function<Quotas, OptionalLong> limit) {
        return live.services().values().stream()
                .filter(service -> QuotaTree.isActive(service)
                        && limit.apply(service.quotas()).isEmpty())
                .map(ServiceFacts::name)
                .toList();
    }
}

package dev.converge.check;

import dev.converge.desired.Waiver;
import dev.converge.finding.Finding;
import dev.converge.unit.UnitName;
import dev.converge.unit.UserName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a sweep saw on one host.
 *
 * @param findings the worst first, without those that are waived
 * @param waived known, and lived with for a while
 * @param units what the host is for: units that a play declares, that people put there, or that a finding is about; by name
 * @param budgets how much of the machine the quotas give away
 * @param missing what could not be looked at, so that no finding says nothing about it; a sentence each
 */
public record Sweep(
        List<Finding> findings,
        List<Waived> waived,
        List<UnitHealth> units,
        List<Budget> budgets,
        List<String> missing) {

    public Sweep {
        findings = List.copyOf(findings);
        waived = List.copyOf(waived);
        units = List.copyOf(units);
        budgets = List.copyOf(budgets);
        missing = List.copyOf(missing);
    }

    /** One for which everything could be looked at. */
    public Sweep(List<Finding> findings, List<Waived> waived, List<UnitHealth> units, List<Budget> budgets) {
        this(findings, waived, units, budgets, List.of());
    }

    /** A finding with the waiver that holds for it. */
    public record Waived(Finding finding, Waiver waiver) {}

    /**
     * How a unit is.
     *
     * @param active systemd's word, such as {@code active}, {@code failed}; {@code sub} likewise, such as {@code running}
     * @param worst of its findings
     */
    public record UnitHealth(
            UnitName unit,
            Optional<UserName> user,
            String active,
            String sub,
            long restarts,
            Optional<Finding.Severity> worst) {}

    /**
     * How much of something the machine has, how much of it the quotas of active units give away, and how much is in use.
     *
     * @param total memory in bytes, process ids, or CPU in percent of one CPU; {@code granted} and {@code used} likewise
     * @param unlimited active services without such a quota, by name
     */
    public record Budget(Resource resource, long total, long granted, OptionalLong used, List<UnitName> unlimited) {
        public Budget {
            unlimited = List.copyOf(unlimited);
        }
    }

    /** What can be given away. */
    public enum Resource {
        MEMORY,
        TASKS,
        CPU
    }
}

package dev.converge.report.sweep;

import dev.converge.engine.SweepResult;
import dev.converge.host.HostName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One sweep over a fleet, as all its reports tell it.
 *
 * @param time when it was made
 * @param results one for each host
 * @param since how it differs from an earlier one; none when nobody asked
 */
public record FleetSweep(Instant time, List<SweepResult> results, Optional<Since> since) {

    public FleetSweep {
        results = List.copyOf(results);
    }

    /** What is told of one host alone. */
    public FleetSweep only(HostName host) {
        return new FleetSweep(
                time,
                results.stream().filter(result -> result.host().equals(host)).toList(),
                since);
    }

    SweepTally tally() {
        return SweepTally.of(results);
    }

    /** The hosts that could not be looked at first, then those with the worst findings, then by name. */
    List<SweepResult> worstFirst() {
        return results.stream()
                .sorted(SweepTally.WORST_FIRST.thenComparing(SweepResult::host))
                .toList();
    }

    /** Those that could be looked at, as they stand. */
    List<SweepResult.Swept> swept() {
        return results.stream()
                .filter(SweepResult.Swept.class::isInstance)
                .map(SweepResult.Swept.class::cast)
                .toList();
    }

    /** Those that could not, as they stand. */
    List<SweepResult.Failed> failed() {
        return results.stream()
                .filter(SweepResult.Failed.class::isInstance)
                .map(SweepResult.Failed.class::cast)
                .toList();
    }
}

package dev.converge.report;

import dev.converge.engine.SweepResult;
import dev.converge.finding.Finding;
import dev.converge.host.HostName;
import java.time.Instant;
import java.util.Comparator;
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

    /** The hosts that could not be looked at first, then those with the worst findings, then by name. */
    List<SweepResult> worstFirst() {
        return results.stream()
                .sorted(Comparator.comparing((SweepResult result) -> result instanceof SweepResult.Swept)
                        .thenComparing(result -> count(result, Finding.Severity.ERROR), Comparator.reverseOrder())
                        .thenComparing(result -> count(result, Finding.Severity.WARNING), Comparator.reverseOrder())
                        .thenComparing(result -> count(result, Finding.Severity.INFO), Comparator.reverseOrder())
                        .thenComparing(SweepResult::host))
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

    /** What is wrong with a host and not waived; of one that could not be looked at, what plain files told before. */
    static List<Finding> findings(SweepResult result) {
        return switch (result) {
            case SweepResult.Swept swept -> swept.sweep().findings();
            case SweepResult.Failed failed -> failed.findings();
        };
    }

    static long count(SweepResult result, Finding.Severity severity) {
        return findings(result).stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }

    long count(Finding.Severity severity) {
        return results.stream().mapToLong(result -> count(result, severity)).sum();
    }

    long waived() {
        return swept().stream()
                .mapToLong(swept -> swept.sweep().waived().size())
                .sum();
    }
}

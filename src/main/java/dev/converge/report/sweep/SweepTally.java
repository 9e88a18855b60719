package dev.converge.report.sweep;

import dev.converge.check.Sweep;
import dev.converge.engine.SweepResult;
import dev.converge.finding.Finding;
import dev.converge.host.HostFailure;
import java.util.Comparator;
import java.util.List;

/**
 * The numbers of a sweep.
 *
 * @param fine hosts that were swept and where nothing was found, nor waived
 */
record SweepTally(
        int hosts, long errors, long warnings, long infos, long waived, long unreachable, long failed, long fine) {

    /** The worst first: unreachable and failed ones, then by errors, warnings and informations; equal ones stay in their order. */
    static final Comparator<SweepResult> WORST_FIRST = Comparator.comparing(
                    (SweepResult result) -> result instanceof SweepResult.Swept)
            .thenComparing(Comparator.<SweepResult>comparingLong(result -> count(result, Finding.Severity.ERROR))
                    .reversed())
            .thenComparing(Comparator.<SweepResult>comparingLong(result -> count(result, Finding.Severity.WARNING))
                    .reversed())
            .thenComparing(Comparator.<SweepResult>comparingLong(result -> count(result, Finding.Severity.INFO))
                    .reversed());

    static SweepTally of(List<SweepResult> results) {
        return new SweepTally(
                results.size(),
                count(results, Finding.Severity.ERROR),
                count(results, Finding.Severity.WARNING),
                count(results, Finding.Severity.INFO),
                results.stream().mapToLong(result -> waived(result).size()).sum(),
                failures(results, HostFailure.Kind.UNREACHABLE),
                failures(results, HostFailure.Kind.FAILED),
                results.stream().filter(SweepTally::isFine).count());
    }

    static boolean isFine(SweepResult result) {
        return result instanceof SweepResult.Swept && findings(result).isEmpty();
    }

    /** Those that are not waived. */
    static List<Finding> findings(SweepResult result) {
        return switch (result) {
            case SweepResult.Swept swept -> swept.sweep().findings();
            case SweepResult.Failed failed -> failed.findings();
        };
    }

    static List<Sweep.Waived> waived(SweepResult result) {
        return switch (result) {
            case SweepResult.Swept swept -> swept.sweep().waived();
            case SweepResult.Failed failed -> List.of();
        };
    }

    /** What could not be looked at on a host that was swept. */
    static List<String> missing(SweepResult result) {
        return switch (result) {
            case SweepResult.Swept swept -> swept.sweep().missing();
            case SweepResult.Failed failed -> List.of();
        };
    }

    /** How many changes a plan would have; 0 also where none can be made. */
    static int pending(SweepResult result) {
        return result instanceof SweepResult.Swept swept ? swept.pending().orElse(0) : 0;
    }

    static long count(List<SweepResult> results, Finding.Severity severity) {
        return results.stream().mapToLong(result -> count(result, severity)).sum();
    }

    static long count(SweepResult result, Finding.Severity severity) {
        return findings(result).stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }

    private static long failures(List<SweepResult> results, HostFailure.Kind kind) {
        return results.stream()
                .filter(result -> result instanceof SweepResult.Failed failed
                        && failed.failure().kind() == kind)
                .count();
    }
}

package dev.converge.desired;

import dev.converge.finding.Finding;
import dev.converge.finding.FindingCode;
import dev.converge.problem.SourceSpot;
import dev.converge.unit.Glob;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A finding that somebody knows of and lives with, for a while.
 *
 * @param unit the units it is about; nothing: the finding is waived for every unit, and for the host
 * @param reason why, for whoever reads the report
 * @param until the last day on which it holds
 */
public record Waiver(FindingCode code, Optional<Glob> unit, String reason, LocalDate until, SourceSpot spot) {

    /** Whether the finding is what this is about, expired or not. */
    public boolean isAbout(Finding finding) {
        return finding.code() == code
                && (unit.isEmpty() || finding.unit().filter(unit.get()::matches).isPresent());
    }

    public boolean holdsOn(LocalDate day) {
        return !day.isAfter(until);
    }
}

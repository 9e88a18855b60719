package dev.converge.check;

import dev.converge.check.Sweep.Waived;
import dev.converge.desired.Waiver;
import dev.converge.finding.Finding;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Findings split by what somebody knows of and lives with.
 *
 * @param findings not waived, in their order; one whose waiver has expired says so
 * @param waived in the same order
 */
record Waivers(List<Finding> findings, List<Waived> waived) {

    Waivers {
        findings = List.copyOf(findings);
        waived = List.copyOf(waived);
    }

    /** @param today the day of the sweep; a waiver still holds on its last day */
    static Waivers apply(List<Waiver> waivers, List<Finding> all, LocalDate today) {
        List<Finding> findings = new ArrayList<>();
        List<Waived> waived = new ArrayList<>();
        for (Finding finding : all) {
            List<Waiver> about =
                    waivers.stream().filter(waiver -> waiver.isAbout(finding)).toList();
            Optional<Waiver> holding =
                    about.stream().filter(waiver -> waiver.holdsOn(today)).findFirst();
            holding.ifPresentOrElse(
                    waiver -> waived.add(new Waived(finding, waiver)),
                    () -> findings.add(about.isEmpty() ? finding : expired(finding, about.getLast())));
        }
        return new Waivers(findings, waived);
    }

    private static Finding expired(Finding finding, Waiver waiver) {
        SortedMap<String, String> evidence = new TreeMap<>(finding.evidence());
        evidence.put("waiver", "until " + waiver.until() + " (" + waiver.spot() + "): " + waiver.reason());
        return new Finding(
                finding.code(),
                finding.severity(),
                finding.confidence(),
                finding.unit(),
                finding.user(),
                finding.message(),
                finding.remedy() + "; the waiver at " + waiver.spot() + " has expired on " + waiver.until(),
                evidence);
    }
}

package dev.converge.check;

import dev.converge.finding.Finding;
import dev.converge.finding.FindingCode;
import dev.converge.observed.JournalCounts.Place;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** File systems that are nearly full and hold the journal: when they are, the next incident leaves no trace. */
final class JournalDiskCheck implements Check {

    /** Less than any journal file: the directory is there, but the journal is kept elsewhere. */
    private static final long NO_JOURNAL = 128 * 1024;

    @Override
    public List<Finding> findings(Look look) {
        return look.observed().live().stream()
                .flatMap(live -> live.journal().places().stream())
                .filter(place -> place.bytes() > NO_JOURNAL)
                .flatMap(place -> finding(place, look).stream())
                .toList();
    }

    private static Optional<Finding> finding(Place place, Look look) {
        long percent = Amounts.percent(place.used(), place.used() + place.available());
        SortedMap<String, String> evidence = Evidence.of("path", place.path());
        evidence.put("journal", Amounts.bytes(place.bytes()));
        evidence.put("available", Amounts.bytes(place.available()));
        evidence.put("used", percent + " %");
        return PressureCheck.finding(
                FindingCode.JOURNAL_DISK,
                Optional.empty(),
                (double) percent,
                look.thresholds().journalDisk(),
                "The file system of the journal, " + place.path() + ", is full to " + percent + " %: "
                        + Amounts.bytes(place.available())
                        + " are left, the journal itself takes " + Amounts.bytes(place.bytes())
                        + ". When it is full the next incident leaves no trace.",
                "on the host: df -h " + place.path()
                        + "; journalctl --vacuum-size=500M frees what the journal takes beyond that",
                evidence);
    }
}

package dev.converge.report.sweep;

import dev.converge.finding.Finding;
import dev.converge.host.HostName;
import dev.converge.unit.UnitName;
import dev.converge.unit.UserName;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is left of an earlier sweep: what {@code check --json} wrote of it.
 *
 * @param time when it was made
 * @param hosts what was found, by host
 */
public record EarlierSweep(Instant time, SortedMap<HostName, EarlierHost> hosts) {

    public EarlierSweep {
        hosts = Collections.unmodifiableSortedMap(new TreeMap<>(hosts));
    }

    /** @param swept whether it could be looked at */
    record EarlierHost(boolean swept, List<EarlierFinding> findings) {
        EarlierHost {
            findings = List.copyOf(findings);
        }
    }

    /**
     * @param code as it was spelt: one that this converge does not know may be a newer one's
     * @param waived whether somebody lived with it
     */
    record EarlierFinding(
            String code,
            Finding.Severity severity,
            Optional<UnitName> unit,
            Optional<UserName> user,
            String message,
            boolean waived) {}
}

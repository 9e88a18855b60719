package dev.converge.report.sweep;

import dev.converge.finding.Finding;
import dev.converge.host.HostName;
import dev.converge.report.sweep.EarlierSweep.EarlierFinding;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a sweep differs from an earlier one.
 *
 * @param time of the earlier one
 * @param hosts those that both looked at
 * @param notCompared the others of either, with the reason
 */
public record Since(Instant time, SortedMap<HostName, Compared> hosts, SortedMap<HostName, String> notCompared) {

    public Since {
        hosts = Collections.unmodifiableSortedMap(new TreeMap<>(hosts));
        notCompared = Collections.unmodifiableSortedMap(new TreeMap<>(notCompared));
    }

    /**
     * The findings of one host, without those that are waived now.
     *
     * @param fresh new ones
     * @param still those that were there
     * @param gone as they were told
     */
    public record Compared(List<Finding> fresh, List<Finding> still, List<EarlierFinding> gone) {
        public Compared {
            fresh = List.copyOf(fresh);
            still = List.copyOf(still);
            gone = List.copyOf(gone);
        }
    }

    /** False also where there is nothing to compare with. */
    boolean isNew(HostName host, Finding finding) {
        Compared compared = hosts.get(host);
        return compared != null && compared.fresh().contains(finding);
    }

    long fresh() {
        return hosts.values().stream().mapToLong(host -> host.fresh().size()).sum();
    }

    long still() {
        return hosts.values().stream().mapToLong(host -> host.still().size()).sum();
    }

    long gone() {
        return hosts.values().stream().mapToLong(host -> host.gone().size()).sum();
    }
}

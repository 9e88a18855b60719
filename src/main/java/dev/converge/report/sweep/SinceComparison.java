package dev.converge.report.sweep;

import dev.converge.check.Sweep.Waived;
import dev.converge.engine.SweepResult;
import dev.converge.finding.Finding;
import dev.converge.host.HostName;
import dev.converge.report.FailureText;
import dev.converge.report.sweep.EarlierSweep.EarlierFinding;
import dev.converge.report.sweep.EarlierSweep.EarlierHost;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Tells what of a sweep is new. Findings are the same by their {@link FindingKey}; of several with one key, those with the same words first. One that was
 * waived then and is not now is no new one, and one that is waived now is not gone.
 */
public final class SinceComparison {

    private SinceComparison() {}

    public static Since of(EarlierSweep earlier, List<SweepResult> now) {
        SortedMap<HostName, Since.Compared> hosts = new TreeMap<>();
        SortedMap<HostName, String> notCompared = new TreeMap<>();
        earlier.hosts().keySet().forEach(host -> notCompared.put(host, "not in this sweep"));
        for (SweepResult result : now) {
            EarlierHost before = earlier.hosts().get(result.host());
            notCompared.remove(result.host());
            if (before == null) {
                notCompared.put(result.host(), "not in the earlier sweep");
            } else if (result instanceof SweepResult.Failed failed) {
                notCompared.put(result.host(), FailureText.word(failed.failure().kind()) + " now");
            } else if (!before.swept()) {
                notCompared.put(result.host(), "could not be looked at then");
            } else if (result instanceof SweepResult.Swept swept) {
                hosts.put(swept.host(), compared(before, swept));
            }
        }
        return new Since(earlier.time(), hosts, notCompared);
    }

    private static Since.Compared compared(EarlierHost before, SweepResult.Swept now) {
        Left left = new Left(now.host(), before.findings());
        List<Finding> known = left.take(now.sweep().findings());
        left.take(now.sweep().waived().stream().map(Waived::finding).toList());
        List<Finding> fresh = new ArrayList<>(now.sweep().findings());
        known.forEach(fresh::remove);
        return new Since.Compared(
                fresh,
                known,
                left.all().stream().filter(finding -> !finding.waived()).toList());
    }

    /** The earlier findings of a host that have no partner yet. */
    private static final class Left {

        private final HostName host;
        private final List<EarlierFinding> all;
        private final Map<FindingKey, List<EarlierFinding>> byKey = new HashMap<>();

        Left(HostName host, List<EarlierFinding> findings) {
            this.host = host;
            this.all = new ArrayList<>(findings);
            findings.forEach(finding -> byKey.computeIfAbsent(FindingKey.of(host, finding), key -> new ArrayList<>())
                    .add(finding));
        }

        List<EarlierFinding> all() {
            return all;
        }

        /** Takes away the partners of these, and returns those that had one, in their order. */
        List<Finding> take(List<Finding> findings) {
            List<Finding> alike = findings.stream().filter(this::takeAlike).toList();
            List<Finding> others = new ArrayList<>(findings);
            alike.forEach(others::remove);
            List<Finding> known = new ArrayList<>(alike);
            known.addAll(others.stream().filter(this::takeAny).toList());
            return findings.stream().filter(known::remove).toList();
        }

        private boolean takeAlike(Finding finding) {
            String words = FindingKey.withoutNumbers(finding.message());
            return of(finding).stream()
                    .filter(earlier ->
                            FindingKey.withoutNumbers(earlier.message()).equals(words))
                    .findFirst()
                    .filter(earlier -> remove(finding, earlier))
                    .isPresent();
        }

        private boolean takeAny(Finding finding) {
            return of(finding).stream()
                    .findFirst()
                    .filter(earlier -> remove(finding, earlier))
                    .isPresent();
        }

        private List<EarlierFinding> of(Finding finding) {
            return byKey.getOrDefault(FindingKey.of(host, finding), List.of());
        }

        private boolean remove(Finding finding, EarlierFinding earlier) {
            return of(finding).remove(earlier) && all.remove(earlier);
        }
    }
}

package dev.converge.remedy;

import dev.converge.desired.DesiredHost;
import dev.converge.finding.Finding;
import dev.converge.host.HostName;
import dev.converge.observed.ObservedHost;
import dev.converge.unit.Directive.Topic;
import dev.converge.unit.PlayName;
import dev.converge.unit.UnitName;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What removes the findings of one host, in their order.
 *
 * @param plays those that the host has already, whose names are taken
 */
public record HostFixes(HostName host, List<PlayName> plays, List<Fix> fixes) {

    public HostFixes {
        plays = List.copyOf(plays);
        fixes = List.copyOf(fixes);
    }

    /** @param findings that are not waived */
    public static HostFixes of(DesiredHost desired, ObservedHost observed, List<Finding> findings) {
        Remedies remedies = new Remedies(desired, observed);
        List<Fix> fixes = findings.stream()
                .map(finding -> new Fix(finding, remedies.of(finding)))
                .toList();
        return new HostFixes(
                desired.name(),
                desired.plays().stream().map(play -> play.name()).toList(),
                withoutContradictions(fixes));
    }

    /** A unit that goes needs nothing else, and one that is declared has no guard. */
    private static List<Fix> withoutContradictions(List<Fix> fixes) {
        Set<UnitName> removed = units(fixes, Remedy.Removal.class);
        Set<UnitName> declared = units(fixes, Remedy.Settings.class);
        return fixes.stream()
                .map(fix -> new Fix(fix.finding(), adapted(fix.remedy(), removed, declared)))
                .toList();
    }

    private static Set<UnitName> units(List<Fix> fixes, Class<? extends Remedy.OfUnit> kind) {
        return fixes.stream()
                .map(Fix::remedy)
                .filter(kind::isInstance)
                .map(remedy -> kind.cast(remedy).unit())
                .collect(Collectors.toSet());
    }

    private static Remedy adapted(Remedy remedy, Set<UnitName> removed, Set<UnitName> declared) {
        if (remedy instanceof Remedy.OfUnit about && removed.contains(about.unit())) {
            return new Remedy.Removal(about.unit());
        }
        if (remedy instanceof Remedy.Quotas quotas && declared.contains(quotas.unit())) {
            SortedMap<Topic, SortedMap<String, String>> resources = new TreeMap<>();
            resources.put(Topic.RESOURCES, quotas.resources());
            return new Remedy.Settings(quotas.unit(), resources);
        }
        return remedy;
    }
}

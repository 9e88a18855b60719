package dev.converge.check;

import dev.converge.finding.Finding;
import dev.converge.finding.FindingCode;
import dev.converge.observed.LiveFacts;
import dev.converge.observed.ServiceFacts;
import dev.converge.unit.UnitName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/** Units of which something was killed because memory was out: by the kernel's own words, systemd's, or how the unit ended. */
final class OomKillCheck implements Check {

    @Override
    public List<Finding> findings(Look look) {
        return look.observed().live().stream()
                .flatMap(live -> units(live).stream().map(unit -> finding(unit, live, look)))
                .toList();
    }

    private static Set<UnitName> units(LiveFacts live) {
        Set<UnitName> units = new TreeSet<>(live.journal().killed().keySet());
        live.services().values().stream()
                .filter(service -> service.result().equals("oom-kill"))
                .map(ServiceFacts::name)
                .forEach(units::add);
        return units;
    }

    private static Finding finding(UnitName unit, LiveFacts live, Look look) {
        Optional<ServiceFacts> facts = live.service(unit);
        long kills = live.journal().killed().getOrDefault(unit, 0L);
        OptionalLong limit = facts.map(service -> QuotaTree.ofMemory(live).effective(service))
                .orElse(OptionalLong.empty());
        SortedMap<String, String> evidence = Evidence.of("kills", Long.toString(kills));
        evidence.put("look-back", Spans.of(look.thresholds().lookBack()));
        evidence.put("MemoryMax", limit.isPresent() ? Amounts.bytes(limit.getAsLong()) : "infinity");
        facts.ifPresent(service -> evidence.put("result", service.result()));
        String how = kills == 0
                ? "The last run of " + unit + " ended because memory was out"
                : "In the last " + Spans.of(look.thresholds().lookBack()) + " the kernel killed a process of " + unit
                        + " because memory was out, " + Amounts.times(kills);
        return new Finding(
                FindingCode.OOM_KILL,
                Finding.Severity.ERROR,
                Optional.of(unit),
                how
                        + (limit.isPresent()
                                ? "; it may use " + Amounts.bytes(limit.getAsLong())
                                : "; nothing limits what it uses")
                        + ".",
                limit.isPresent()
                        ? "if it needs more, declare 'resources: { MemoryMax: " + Amounts.roomFor(limit.getAsLong())
                                + " }'; on the host: journalctl -k -g 'oom-kill' tells each kill"
                        : "it may have been the victim of another: on the host, journalctl -k -g 'oom-kill' tells each kill; limit the"
                                + " largest with MemoryMax=",
                evidence);
    }
}

package dev.converge.check;

import dev.converge.finding.Finding;
import dev.converge.finding.FindingCode;
import dev.converge.observed.LiveFacts;
import dev.converge.unit.UnitName;
import dev.converge.unit.UnitType;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Services that are started over and over, by systemd or by anybody else (incident 2). How often is asked of {@code NRestarts=}, which a start by
 * hand sets back, of the journal, where it shows who was started however it came about, and of the invocation IDs, which change while one looks.
 */
final class CrashLoopCheck implements Check {

    @Override
    public List<Finding> findings(Look look) {
        Optional<LiveFacts> live = look.observed().live();
        if (live.isEmpty()) {
            return List.of();
        }
        TreeSet<UnitName> services = new TreeSet<>(live.get().services().keySet());
        services.addAll(live.get().journal().units().keySet());
        return services.stream()
                .filter(unit -> unit.type() == UnitType.SERVICE)
                .map(unit -> Loop.of(unit, live.get(), look))
                .filter(Loop::isTold)
                .map(loop -> finding(loop, look))
                .toList();
    }

    private static Finding finding(Loop loop, Look look) {
        return new Finding(
                        FindingCode.CRASH_LOOP,
                        loop.severity(),
                        Optional.of(loop.unit()),
                        loop.message(),
                        LoopRemedy.of(loop, look),
                        loop.evidence())
                .with(loop.confidence());
    }
}

package dev.converge.check;

import dev.converge.desired.DesiredHost;
import dev.converge.observed.ObservedHost;
import dev.converge.unit.MergedUnit;
import dev.converge.unit.StartLimit;
import dev.converge.unit.UnitName;
import dev.converge.unit.UnitType;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Services whose {@code Restart=} can loop for ever, because their start limit is never reached (incident 2). */
final class StartLimitCheck implements Check {

    @Override
    public List<Finding> findings(Look look) {
        return look.watched().stream()
                .filter(unit -> unit.type() == UnitType.SERVICE)
                .flatMap(unit -> look.observed().tree().merged(unit).stream()
                        .flatMap(merged -> finding(unit, merged, look.desired(), look.observed()).stream()))
                .toList();
    }

    private static Optional<Finding> finding(
            UnitName unit, MergedUnit merged, DesiredHost desired, ObservedHost observed) {
        Optional<String> restart = merged.value("Service", "Restart").map(MergedUnit.Setting::value);
        StartLimit limit = StartLimit.of(merged);
        if (restart.isEmpty() || restart.get().equals("no") || limit.trips()) {
            return Optional.empty();
        }
        SortedMap<String, String> evidence = Evidence.of("arithmetic", limit.arithmetic());
        evidence.put("Restart", restart.get());
        evidence.put("RestartSec", limit.restartSec().toString());
        evidence.put("StartLimitBurst", Long.toString(limit.burst()));
        evidence.put("StartLimitIntervalSec", limit.interval().toString());
        evidence.put("restarts-per-day", Long.toString(limit.restartsPerDay()));
        String sofar = observed.runtime(unit)
                .flatMap(runtime -> runtime.details())
                .filter(details -> details.restarts() > 0)
                .map(details -> {
                    evidence.put("restarts", Long.toString(details.restarts()));
                    return " It has restarted " + details.restarts() + " times since its last manual start.";
                })
                .orElse("");
        return Optional.of(new Finding(
                FindingCode.START_LIMIT_INEFFECTIVE,
                Finding.Severity.ERROR,
                Optional.of(unit),
                unit + " has Restart=" + restart.get() + " and would restart for ever if it failed at once: "
                        + limit.arithmetic() + "." + sofar,
                DeclaredLimits.of(unit, desired) ? "converge apply writes the declared limit" : remedy(limit),
                evidence));
    }

    private static String remedy(StartLimit limit) {
        return limit.burst() == 0
                ? "declare under 'restart:' a StartLimitBurst above 0"
                : "declare under 'restart:' StartLimitIntervalSec: " + limit.smallestEffectiveInterval() + " or more";
    }
}

package dev.converge.check;

import dev.converge.desired.DesiredHost;
import dev.converge.finding.Finding;
import dev.converge.finding.FindingCode;
import dev.converge.observed.ObservedHost;
import dev.converge.unit.ManagerDefaults;
import dev.converge.unit.MergedUnit;
import dev.converge.unit.RestartVerdict;
import dev.converge.unit.StartLimit;
import dev.converge.unit.StartLimitRemedy;
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
        ManagerDefaults defaults = observed.tree().managerDefaults();
        RestartVerdict verdict = RestartVerdict.of(merged, defaults);
        if (verdict.kind() != RestartVerdict.Kind.UNBOUNDED) {
            return Optional.empty();
        }
        String restart = merged.value("Service", "Restart")
                .map(MergedUnit.Setting::value)
                .orElse("no");
        StartLimit limit = StartLimit.of(merged, defaults);
        SortedMap<String, String> evidence = Evidence.of("arithmetic", verdict.arithmetic());
        evidence.put("Restart", restart);
        evidence.put("RestartSec", limit.pause().toString());
        evidence.put("StartLimitBurst", Long.toString(limit.burst()));
        evidence.put("StartLimitIntervalSec", limit.interval().toString());
        evidence.put("restarts-per-day", Long.toString(verdict.starts()));
        evidence.put("remedy", StartLimitRemedy.yaml(limit));
        String sofar = observed.runtime(unit)
                .flatMap(runtime -> runtime.details())
                .filter(details -> details.restarts() > 0)
                .map(details -> {
                    evidence.put("restarts", Long.toString(details.restarts()));
                    return " It has restarted " + Amounts.times(details.restarts()) + " since its last manual start.";
                })
                .orElse("");
        return Optional.of(new Finding(
                FindingCode.START_LIMIT_INEFFECTIVE,
                Finding.Severity.ERROR,
                Optional.of(unit),
                unit + " has Restart=" + restart + " and would restart for ever if it "
                        + (restart.equals("on-success") ? "ended" : "failed") + " at once: "
                        + verdict.arithmetic() + "." + sofar,
                DeclaredLimits.of(unit, desired)
                        ? "converge apply writes the declared limit"
                        : new PlannedLimit(unit, desired, observed)
                                .remedy()
                                .orElseGet(() -> "declare 'restart: " + StartLimitRemedy.yaml(limit) + "'"),
                evidence));
    }
}

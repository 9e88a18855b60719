package dev.converge.check;

import dev.converge.desired.DesiredUnit;
import dev.converge.finding.Finding;
import dev.converge.finding.FindingCode;
import dev.converge.unit.FileState;
import dev.converge.unit.ManagerDefaults;
import dev.converge.unit.MergedUnit;
import dev.converge.unit.RestartVerdict;
import dev.converge.unit.RestartVerdict.Kind;
import dev.converge.unit.StartLimit;
import dev.converge.unit.StartLimitRemedy;
import dev.converge.unit.UnitName;
import dev.converge.unit.UnitTree;
import dev.converge.unit.UnitType;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Start limits that stop a service that fails at once, and hardly more: not one that runs for a moment first, or not a start that hangs. Those
 * who set no number at all are not told: systemd's own defaults are as narrow.
 */
final class NarrowStartLimitCheck implements Check {

    @Override
    public List<Finding> findings(Look look) {
        return look.watched().stream()
                .filter(unit -> unit.type() == UnitType.SERVICE)
                .filter(unit -> !isPending(unit, look))
                .flatMap(unit -> look.observed().tree().merged(unit).stream()
                        .flatMap(merged ->
                                finding(unit, merged, look.observed().tree().managerDefaults()).stream()))
                .toList();
    }

    /** Whether the plan writes another limit: the one that stands is of no interest then. */
    private static boolean isPending(UnitName unit, Look look) {
        UnitTree tree = look.observed().tree();
        return DeclaredLimits.of(unit, look.desired())
                && look.desired().unit(unit).map(DesiredUnit::texts).stream()
                        .flatMap(texts -> texts.entrySet().stream())
                        .anyMatch(text -> !(tree.at(text.getKey()) instanceof FileState.Regular file
                                && file.content().equals(text.getValue())));
    }

    private static Optional<Finding> finding(UnitName unit, MergedUnit merged, ManagerDefaults defaults) {
        RestartVerdict verdict = RestartVerdict.of(merged, defaults);
        if (verdict.kind() != Kind.BOUNDED) {
            return Optional.empty();
        }
        StartLimit limit = StartLimit.of(merged, defaults);
        return NeededLimit.isNarrow(limit)
                ? Optional.of(narrow(unit, verdict, limit))
                : endlessHang(unit, merged, defaults);
    }

    private static Finding narrow(UnitName unit, RestartVerdict verdict, StartLimit limit) {
        String latest = limit.catchesFailuresWithin().toString();
        SortedMap<String, String> evidence = evidence(verdict, limit);
        evidence.put("stops-failures-within", latest);
        return finding(
                unit,
                "The start limit of " + unit + " stops it only if it fails within " + latest + " of each start: "
                        + verdict.arithmetic() + ". If it fails later, it restarts for ever.",
                limit,
                evidence);
    }

    private static Optional<Finding> endlessHang(UnitName unit, MergedUnit merged, ManagerDefaults defaults) {
        return StartLimit.whenStartsHang(merged, defaults)
                .flatMap(limit -> NeededLimit.endlessHang(merged, defaults)
                        .map(verdict -> finding(
                                unit,
                                unit + " would restart for ever if its starts hung until their timeout: "
                                        + verdict.arithmetic() + ".",
                                limit,
                                evidence(verdict, limit))));
    }

    private static SortedMap<String, String> evidence(RestartVerdict verdict, StartLimit limit) {
        SortedMap<String, String> evidence = Evidence.of("arithmetic", verdict.arithmetic());
        evidence.put("remedy", StartLimitRemedy.yaml(limit));
        return evidence;
    }

    private static Finding finding(
            UnitName unit, String message, StartLimit limit, SortedMap<String, String> evidence) {
        return new Finding(
                FindingCode.START_LIMIT_INEFFECTIVE,
                Finding.Severity.WARNING,
                Optional.of(unit),
                message,
                "declare 'restart: " + StartLimitRemedy.yaml(limit) + "'",
                evidence);
    }
}

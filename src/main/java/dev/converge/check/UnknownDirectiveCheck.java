package dev.converge.check;

import dev.converge.finding.Finding;
import dev.converge.finding.FindingCode;
import dev.converge.problem.Spelling;
import dev.converge.unit.Directives;
import dev.converge.unit.MergedUnit;
import dev.converge.unit.UnitName;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Assignments that systemd ignores with no more than a line in the journal: unknown names, and known ones in a section where they mean nothing. */
final class UnknownDirectiveCheck implements Check {

    @Override
    public List<Finding> findings(Look look) {
        return look.watched().stream()
                .flatMap(unit -> look.observed().tree().merged(unit).stream()
                        .flatMap(merged -> merged.assignments().stream()
                                .filter(setting -> isIgnored(unit, setting))
                                .map(setting -> finding(unit, setting))))
                .toList();
    }

    private static boolean isIgnored(UnitName unit, MergedUnit.Setting setting) {
        return !setting.section().startsWith("X-")
                && !setting.name().startsWith("X-")
                && !isReportedAsMisplaced(setting)
                && Directives.inSection(unit.type(), setting.section(), setting.name())
                        .isEmpty();
    }

    private static boolean isReportedAsMisplaced(MergedUnit.Setting setting) {
        return setting.section().equals("Service") && setting.name().equals("StartLimitIntervalSec");
    }

    private static Finding finding(UnitName unit, MergedUnit.Setting setting) {
        SortedMap<String, String> evidence = Evidence.of("line", Evidence.spot(setting));
        evidence.put("text", setting.name() + "=" + setting.value());
        String remedy = Directives.find(unit.type(), setting.name())
                .map(known -> "it belongs into [" + known.section() + "]")
                .orElseGet(() -> Spelling.hint(setting.name(), Directives.namesFor(unit.type())));
        return new Finding(
                FindingCode.UNKNOWN_DIRECTIVE,
                Finding.Severity.WARNING,
                Optional.of(unit),
                Evidence.spot(setting) + " sets " + setting.name() + " under [" + setting.section()
                        + "], which systemd does not know there and ignores.",
                remedy.isEmpty() ? "correct or delete the line" : remedy,
                evidence);
    }
}

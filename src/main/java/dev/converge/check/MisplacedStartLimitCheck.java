package dev.converge.check;

import dev.converge.desired.DesiredHost;
import dev.converge.finding.Finding;
import dev.converge.finding.FindingCode;
import dev.converge.unit.MergedUnit;
import dev.converge.unit.UnitName;
import dev.converge.unit.UnitType;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** {@code [Service] StartLimitIntervalSec=}, which systemd ignores: it reads it only under {@code [Unit]} (SYSTEMD.md 5, incident 2). */
final class MisplacedStartLimitCheck implements Check {

    private static final String INTERVAL = "StartLimitIntervalSec";

    @Override
    public List<Finding> findings(Look look) {
        return look.watched().stream()
                .filter(unit -> unit.type() == UnitType.SERVICE)
                .flatMap(unit -> look.observed().tree().merged(unit).stream()
                        .flatMap(merged -> merged.assignments().stream()
                                .filter(MisplacedStartLimitCheck::isMisplaced)
                                .map(setting ->
                                        finding(unit, setting, merged.value("Unit", INTERVAL), look.desired()))))
                .toList();
    }

    private static boolean isMisplaced(MergedUnit.Setting setting) {
        return setting.section().equals("Service") && setting.name().equals(INTERVAL);
    }

    private static Finding finding(
            UnitName unit, MergedUnit.Setting setting, Optional<MergedUnit.Setting> inForce, DesiredHost desired) {
        SortedMap<String, String> evidence = Evidence.of("line", Evidence.spot(setting));
        evidence.put("text", setting.name() + "=" + setting.value());
        inForce.ifPresent(value -> evidence.put("in-force", value.value() + " (" + Evidence.spot(value) + ")"));
        String consequence = inForce.map(
                        value -> "The window in force is " + value.value() + ", from " + Evidence.spot(value) + ".")
                .orElse("The limit you wrote is not in force; systemd's default window of 10s is.");
        return new Finding(
                FindingCode.START_LIMIT_MISPLACED,
                inForce.isPresent() ? Finding.Severity.INFO : Finding.Severity.ERROR,
                Optional.of(unit),
                unit + " sets " + INTERVAL + " under [Service] (" + Evidence.spot(setting)
                        + "). systemd reads it only under [Unit] and ignores it here. " + consequence,
                remedy(inForce.isPresent(), DeclaredLimits.of(unit, desired)),
                evidence);
    }

    private static String remedy(boolean inForce, boolean declared) {
        if (inForce) {
            return "delete the line from the unit file";
        }
        return declared
                ? "converge apply writes the declared limit into [Unit]"
                : "declare it under 'restart:'; converge writes it into [Unit]";
    }
}

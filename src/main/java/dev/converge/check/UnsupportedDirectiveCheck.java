package dev.converge.check;

import dev.converge.desired.DesiredUnit;
import dev.converge.desired.Guard;
import dev.converge.desired.Requirement;
import dev.converge.finding.Finding;
import dev.converge.finding.FindingCode;
import dev.converge.unit.MergedUnit;
import dev.converge.unit.PresetDecision;
import dev.converge.unit.Standing;
import dev.converge.unit.SystemdVersion;
import dev.converge.unit.UnitName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * Directives and values that the host's systemd is too old for: it ignores them, so what the operator wrote is not in force. An error in what
 * a play declares, because the plan would not bring what it promises; a warning in what stands on the host.
 */
final class UnsupportedDirectiveCheck implements Check {

    private static final int IGNORE_PRESETS_SINCE = 254;

    @Override
    public List<Finding> findings(Look look) {
        Optional<SystemdVersion> version = look.observed().systemd();
        return version.isEmpty()
                ? List.of()
                : Stream.of(declared(look, version.get()), presets(look, version.get()), onHost(look, version.get()))
                        .flatMap(findings -> findings)
                        .toList();
    }

    private static Stream<Finding> declared(Look look, SystemdVersion version) {
        Stream<Finding> ofUnits = units(look)
                .flatMap(unit -> unit.requirements().stream()
                        .filter(requirement -> requirement.exceeds(version))
                        .map(requirement -> finding(Optional.of(unit.name()), requirement, version)));
        Stream<Finding> ofGuardsAndManager = look.desired().plays().stream()
                .flatMap(play -> play.requirements().stream())
                .filter(requirement -> requirement.exceeds(version))
                .map(requirement -> finding(Optional.empty(), requirement, version));
        return Stream.concat(ofUnits, ofGuardsAndManager);
    }

    private static Stream<DesiredUnit> units(Look look) {
        return look.desired().plays().stream().flatMap(play -> play.units().stream());
    }

    private static Finding finding(Optional<UnitName> unit, Requirement requirement, SystemdVersion version) {
        String text = requirement.name() + "=" + requirement.value();
        return new Finding(
                FindingCode.UNSUPPORTED_DIRECTIVE,
                Finding.Severity.ERROR,
                unit,
                requirement.spot() + " declares " + text + ", which " + needs(requirement.since(), version) + ".",
                "leave it out for hosts with systemd older than " + requirement.since(),
                evidence(requirement.spot().toString(), text, requirement.since(), version));
    }

    private static Stream<Finding> presets(Look look, SystemdVersion version) {
        return version.isAtLeast(IGNORE_PRESETS_SINCE)
                ? Stream.empty()
                : look.desired().plays().stream()
                        .flatMap(play -> play.presets().stream()
                                .filter(line -> line.policy() == PresetDecision.Policy.IGNORE)
                                .map(line -> {
                                    String text = "ignore " + line.pattern();
                                    return new Finding(
                                            FindingCode.UNSUPPORTED_DIRECTIVE,
                                            Finding.Severity.ERROR,
                                            Optional.empty(),
                                            "Play " + play.name() + " declares the preset '" + text + "', which "
                                                    + needs(IGNORE_PRESETS_SINCE, version) + ".",
                                            "declare enable or disable for hosts with systemd older than "
                                                    + IGNORE_PRESETS_SINCE,
                                            evidence(
                                                    "presets of play " + play.name(),
                                                    text,
                                                    IGNORE_PRESETS_SINCE,
                                                    version));
                                }));
    }

    private static Stream<Finding> onHost(Look look, SystemdVersion version) {
        return look.watched().stream()
                .flatMap(unit -> look.observed().tree().merged(unit).stream()
                        .flatMap(merged -> newer(unit, merged, DeclaredPaths.of(unit, look.desired()), version)));
    }

    private static Stream<Finding> newer(UnitName unit, MergedUnit merged, Set<?> declared, SystemdVersion version) {
        return merged.standings().entrySet().stream()
                .filter(entry -> !declared.contains(entry.getKey().path()))
                .filter(entry -> !entry.getKey().path().name().equals(Guard.DROP_IN))
                .flatMap(entry -> entry.getValue() instanceof Standing.Newer newer
                        ? Stream.of(finding(unit, entry.getKey(), newer.since(), version))
                        : Stream.empty());
    }

    private static Finding finding(UnitName unit, MergedUnit.Setting setting, int since, SystemdVersion version) {
        String text = setting.name() + "=" + setting.value();
        return new Finding(
                FindingCode.UNSUPPORTED_DIRECTIVE,
                Finding.Severity.WARNING,
                Optional.of(unit),
                Evidence.spot(setting) + " sets " + text + ", which " + needs(since, version) + ".",
                "delete the line, or run the unit where systemd is " + since + " or newer",
                evidence(Evidence.spot(setting), text, since, version));
    }

    private static String needs(int since, SystemdVersion version) {
        return "needs systemd " + since + "; this host has " + version + " and ignores it";
    }

    private static SortedMap<String, String> evidence(String line, String text, int since, SystemdVersion version) {
        SortedMap<String, String> evidence = Evidence.of("line", line);
        evidence.put("text", text);
        evidence.put("needs", Integer.toString(since));
        evidence.put("systemd", version.toString());
        return evidence;
    }
}

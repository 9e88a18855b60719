package dev.converge.check;

import dev.converge.finding.Finding;
import dev.converge.finding.FindingCode;
import dev.converge.unit.MergedUnit;
import dev.converge.unit.MergedUnit.Setting;
import dev.converge.unit.Standing;
import dev.converge.unit.UnitName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * Values that systemd cannot read, such as {@code MemoryMax=2GB} or {@code RestartSec=5 # five}: it drops them with no more than a line in
 * the journal, and the earlier value or the default stays in force (SYSTEMD.md 3 and 4). For information only where a later line
 * decides anyway.
 */
final class IgnoredValueCheck implements Check {

    @Override
    public List<Finding> findings(Look look) {
        return look.watched().stream()
                .flatMap(unit ->
                        look.observed().tree().merged(unit).stream().flatMap(merged -> findings(unit, merged, look)))
                .toList();
    }

    private static Stream<Finding> findings(UnitName unit, MergedUnit merged, Look look) {
        return merged.standings().entrySet().stream()
                .filter(entry -> isIgnored(entry.getValue()))
                .map(entry -> finding(unit, entry, merged, look));
    }

    private static boolean isIgnored(Standing standing) {
        return switch (standing) {
            case Standing.Refused refused -> true;
            case Standing.Empty empty -> true;
            case Standing.Effective effective -> false;
            case Standing.Overridden overridden -> false;
            case Standing.Reset reset -> false;
            case Standing.Misplaced misplaced -> false;
            case Standing.Newer newer -> false;
            case Standing.Unknown unknown -> false;
            case Standing.Foreign foreign -> false;
        };
    }

    private static Finding finding(UnitName unit, Map.Entry<Setting, Standing> ignored, MergedUnit merged, Look look) {
        Setting setting = ignored.getKey();
        List<Setting> inForce = merged.values(setting.section(), setting.name());
        SortedMap<String, String> evidence = Evidence.of("line", Evidence.spot(setting));
        evidence.put("text", setting.name() + "=" + setting.value());
        evidence.put("in-force", inForce(inForce));
        boolean replaced = DeclaredPaths.of(unit, look.desired()).contains(setting.path());
        return new Finding(
                FindingCode.VALUE_IGNORED,
                comesLater(setting, inForce, merged) ? Finding.Severity.INFO : Finding.Severity.WARNING,
                Optional.of(unit),
                Evidence.spot(setting) + " sets " + setting.name() + "=" + setting.value() + ". systemd "
                        + why(ignored.getValue()) + " and ignores the line. In force: " + inForce(inForce) + ".",
                replaced ? "converge apply writes this file anew" : remedy(setting, ignored.getValue()),
                evidence);
    }

    private static String inForce(List<Setting> settings) {
        return settings.isEmpty()
                ? "the default"
                : String.join(
                        ", ",
                        settings.stream()
                                .map(setting -> setting.value() + " (" + Evidence.spot(setting) + ")")
                                .toList());
    }

    private static boolean comesLater(Setting ignored, List<Setting> inForce, MergedUnit merged) {
        List<Setting> order = new ArrayList<>(merged.assignments());
        return inForce.size() == 1 && order.indexOf(inForce.getFirst()) > order.indexOf(ignored);
    }

    private static String why(Standing standing) {
        return standing instanceof Standing.Refused refused
                ? "expects " + refused.why().expected()
                : "cannot reset this directive with an empty value";
    }

    private static String remedy(Setting setting, Standing standing) {
        if (standing instanceof Standing.Refused refused
                && !refused.why().suggestion().isEmpty()) {
            boolean comment = setting.value().startsWith(refused.why().suggestion())
                    && setting.value().matches(".*\\s[#;].*");
            return "write " + setting.name() + "=" + refused.why().suggestion()
                    + (comment ? ", and the comment on a line of its own" : "");
        }
        return "correct or delete the line";
    }
}

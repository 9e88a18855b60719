package dev.converge.check;

import dev.converge.desired.DesiredUnit;
import dev.converge.finding.Finding;
import dev.converge.finding.FindingCode;
import dev.converge.unit.HostPath;
import dev.converge.unit.UnitTree;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Units that a play wants to run or to be enabled while a mask on the host forbids both, and the play does not say what of the mask. */
final class MaskCheck implements Check {

    @Override
    public List<Finding> findings(Look look) {
        return look.desired().plays().stream()
                .flatMap(play -> play.units().stream())
                .filter(unit -> contradicts(unit, look.observed().tree()))
                .map(unit -> finding(unit, look.observed().tree()))
                .toList();
    }

    /** A declared file takes the place of the mask. */
    private static boolean contradicts(DesiredUnit unit, UnitTree tree) {
        return unit.masked().isEmpty()
                && unit.file().isEmpty()
                && !wishes(unit).isEmpty()
                && tree.isMasked(unit.name());
    }

    private static String wishes(DesiredUnit unit) {
        if (unit.isStarted()) {
            return "state: started";
        }
        return unit.isEnabled() ? "enabled: true" : "";
    }

    private static Finding finding(DesiredUnit unit, UnitTree tree) {
        String mask = tree.fragment(unit.name()).map(HostPath::value).orElse("");
        SortedMap<String, String> evidence = Evidence.of("mask", mask);
        evidence.put("declared", wishes(unit));
        return new Finding(
                FindingCode.MASKED_BUT_DECLARED,
                Finding.Severity.ERROR,
                Optional.of(unit.name()),
                unit.name() + " is declared '" + wishes(unit) + "', but it is masked on the host by " + mask
                        + ": systemd refuses to start or enable it.",
                "declare 'masked: false' too, and converge apply removes the mask",
                evidence);
    }
}

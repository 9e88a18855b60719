package dev.converge.check;

import dev.converge.finding.Finding;
import dev.converge.finding.FindingCode;
import dev.converge.observed.Hazard;
import java.util.List;
import java.util.Optional;

/** Files that hang or kill PID 1 as soon as it reads them (SYSTEMD.md 1). Nothing may be asked of systemd until they are gone. */
final class HazardCheck implements Check {

    @Override
    public List<Finding> findings(Look look) {
        return look.observed().hazards().stream().map(HazardCheck::finding).toList();
    }

    private static Finding finding(Hazard hazard) {
        return switch (hazard) {
            case Hazard.FifoDropIn fifo ->
                new Finding(
                        FindingCode.FIFO_DROPIN,
                        Finding.Severity.ERROR,
                        Optional.empty(),
                        fifo.path() + " is a FIFO named like a drop-in."
                                + " PID 1 hangs when it next loads the unit, and every systemctl with it.",
                        "on the host: rm " + fifo.path(),
                        Evidence.of("path", fifo.path().value()));
            case Hazard.PresetLineWithoutName line ->
                new Finding(
                        FindingCode.PRESET_LINE_CRASHES_PID1,
                        Finding.Severity.ERROR,
                        Optional.empty(),
                        Evidence.spot(line.path(), line.line()) + " says 'enable' without a unit name."
                                + " PID 1 crashes when anyone reads a unit's properties.",
                        "on the host: delete line " + line.line() + " of " + line.path(),
                        Evidence.of("line", Evidence.spot(line.path(), line.line())));
        };
    }
}

package dev.converge.check;

import dev.converge.finding.Finding;
import dev.converge.finding.FindingCode;
import dev.converge.observed.UnitRuntime;
import dev.converge.unit.UnitName;
import java.util.List;
import java.util.Optional;

/** Units whose files changed on disk after systemd read them. systemd's own word, so a missing finding proves nothing (SYSTEMD.md 8). */
final class ReloadCheck implements Check {

    @Override
    public List<Finding> findings(Look look) {
        return look.watched().stream()
                .filter(unit -> look.observed()
                        .runtime(unit)
                        .flatMap(UnitRuntime::details)
                        .filter(UnitRuntime.Details::needDaemonReload)
                        .isPresent())
                .map(ReloadCheck::finding)
                .toList();
    }

    private static Finding finding(UnitName unit) {
        return new Finding(
                FindingCode.RELOAD_NEEDED,
                Finding.Severity.WARNING,
                Optional.of(unit),
                "The files of " + unit + " changed after systemd read them; what runs follows the older ones.",
                "on the host: systemctl daemon-reload",
                Evidence.of("NeedDaemonReload", "yes"));
    }
}

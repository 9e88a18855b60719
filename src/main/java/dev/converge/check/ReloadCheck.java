package dev.converge.check;

import dev.converge.finding.Finding;
import dev.converge.finding.FindingCode;
import dev.converge.observed.UnitRuntime;
import dev.converge.unit.HostPath;
import dev.converge.unit.UnitName;
import dev.converge.unit.UnitTree;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

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
                .map(unit -> finding(unit, look.observed().tree()))
                .toList();
    }

    private static Finding finding(UnitName unit, UnitTree tree) {
        List<HostPath> files = Stream.concat(tree.fragment(unit).stream(), tree.dropIns(unit).stream())
                .toList();
        SortedMap<String, String> evidence = Evidence.of("NeedDaemonReload", "yes");
        evidence.put("files", files.isEmpty() ? "none left" : Evidence.list(files));
        return new Finding(
                FindingCode.RELOAD_NEEDED,
                Finding.Severity.WARNING,
                Optional.of(unit),
                "The files of " + unit + " changed after systemd read them; what runs follows the older ones.",
                "on the host: systemctl daemon-reload",
                evidence);
    }
}

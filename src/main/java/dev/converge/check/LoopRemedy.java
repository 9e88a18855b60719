package dev.converge.check;

import dev.converge.observed.ServiceFacts;
import dev.converge.unit.ManagerDefaults;
import dev.converge.unit.RestartVerdict;
import dev.converge.unit.StartLimit;
import dev.converge.unit.StartLimitRemedy;
import dev.converge.unit.UnitName;
import java.util.Optional;

/** What to do about a service that is started over and over. */
final class LoopRemedy {

    private LoopRemedy() {}

    static String of(Loop loop, Look look) {
        UnitName unit = loop.unit();
        if (look.removes(unit)) {
            return "converge apply removes it";
        }
        if (loop.isByOthers()) {
            return "find who starts it (a timer, cron, a watchdog, people): on the host, systemctl list-timers --all, and"
                    + " journalctl _SYSTEMD_UNIT=cron.service -n 50";
        }
        String why = "on the host: journalctl -u " + unit + " -n 50 tells why it ends";
        String stop = loop.facts().filter(ServiceFacts::isActive).isPresent() && loop.goesOn()
                ? "; systemctl stop " + unit + " ends the loop"
                : "";
        return why + stop + limit(unit, look).map(limit -> "; " + limit).orElse("");
    }

    /** Where no limit would ever stop it. */
    private static Optional<String> limit(UnitName unit, Look look) {
        ManagerDefaults defaults = look.observed().tree().managerDefaults();
        return look.observed()
                .tree()
                .merged(unit)
                .filter(merged -> RestartVerdict.of(merged, defaults).kind() == RestartVerdict.Kind.UNBOUNDED)
                .map(merged -> DeclaredLimits.of(unit, look.desired())
                        ? "converge apply writes the declared limit"
                        : "declare 'restart: " + StartLimitRemedy.yaml(StartLimit.of(merged, defaults)) + "'");
    }
}

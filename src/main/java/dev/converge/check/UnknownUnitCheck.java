package dev.converge.check;

import dev.converge.desired.Stray;
import dev.converge.finding.Finding;
import dev.converge.finding.FindingCode;
import dev.converge.observed.ServiceFacts;
import dev.converge.observed.UnitRuntime;
import dev.converge.unit.EnablementState;
import dev.converge.unit.HostPath;
import dev.converge.unit.MergedUnit;
import dev.converge.unit.UnitName;
import dev.converge.unit.UnitType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * Units that run, or will at the next boot, and that nobody accounts for: no package brought them, no play declares them, and they do not even say
 * where they are documented. Of polyscan.service nobody knew what it was (incident 2).
 */
final class UnknownUnitCheck implements Check {

    private static final Set<UnitType> THAT_RUN =
            Set.of(UnitType.SERVICE, UnitType.SOCKET, UnitType.TIMER, UnitType.PATH);

    @Override
    public List<Finding> findings(Look look) {
        Set<UnitName> strays = look.strays().stream().map(Stray::unit).collect(Collectors.toSet());
        return look.local().stream()
                .filter(unit -> THAT_RUN.contains(unit.type()))
                .filter(unit -> !look.desired().declares(unit) && !strays.contains(unit) && !look.removes(unit))
                .filter(unit -> isActive(unit, look) || isEnabled(unit, look))
                .filter(unit -> !isDocumented(unit, look))
                .map(unit -> finding(unit, look))
                .toList();
    }

    private static boolean isActive(UnitName unit, Look look) {
        return look.observed().runtime(unit).filter(UnitRuntime::isUp).isPresent();
    }

    private static boolean isEnabled(UnitName unit, Look look) {
        return switch (look.observed().tree().enablement(unit)) {
            case ENABLED, ENABLED_RUNTIME -> true;
            case LINKED, LINKED_RUNTIME, ALIAS, MASKED, MASKED_RUNTIME, STATIC, DISABLED, INDIRECT, GENERATED -> false;
            case TRANSIENT, BAD, NOT_FOUND -> false;
        };
    }

    private static boolean isDocumented(UnitName unit, Look look) {
        return look.observed()
                .tree()
                .merged(unit)
                .filter(merged -> !merged.values("Unit", "Documentation").isEmpty())
                .isPresent();
    }

    private static Finding finding(UnitName unit, Look look) {
        EnablementState enablement = look.observed().tree().enablement(unit);
        SortedMap<String, String> evidence = Evidence.of("enablement", enablement.toString());
        look.observed().tree().fragment(unit).map(HostPath::value).ifPresent(path -> evidence.put("file", path));
        String state = look.observed()
                .runtime(unit)
                .map(runtime -> runtime.activeState() + " (" + runtime.subState() + ")")
                .orElse("not loaded");
        evidence.put("state", state);
        return new Finding(
                FindingCode.UNKNOWN_UNIT,
                Finding.Severity.WARNING,
                Optional.of(unit),
                "Nobody accounts for " + unit
                        + ": no package brought it, no play declares it, and it names no documentation. It is "
                        + enablement + " and " + state + since(unit, look, evidence) + runs(unit, look, evidence)
                        + listens(unit, look, evidence) + ".",
                "find out whose it is, then declare it in a play, or give it a Documentation= line; if nobody needs it, declare '"
                        + unit + ": { state: absent }'",
                evidence);
    }

    private static String since(UnitName unit, Look look, SortedMap<String, String> evidence) {
        return look.observed()
                .live()
                .flatMap(live -> live.service(unit))
                .filter(service -> service.mainPid() > 0)
                .flatMap(ServiceFacts::started)
                .map(ago -> {
                    evidence.put("started", Spans.of(ago) + " ago");
                    return " since " + Spans.of(ago);
                })
                .orElse("");
    }

    private static String runs(UnitName unit, Look look, SortedMap<String, String> evidence) {
        return look.observed().tree().merged(unit).stream()
                .flatMap(merged -> merged.values("Service", "ExecStart").stream())
                .findFirst()
                .map((MergedUnit.Setting command) -> {
                    evidence.put("command", command.value());
                    evidence.put("line", Evidence.spot(command));
                    return ", runs '" + command.value() + "'";
                })
                .orElse("");
    }

    private static String listens(UnitName unit, Look look, SortedMap<String, String> evidence) {
        List<Integer> processes =
                look.observed().runtime(unit).map(UnitRuntime::processes).orElse(List.of());
        List<String> addresses = look.observed().running().sockets().stream()
                .filter(socket -> socket.holders().stream().anyMatch(processes::contains))
                .map(socket -> socket.address().toString())
                .distinct()
                .sorted()
                .limit(5)
                .toList();
        if (addresses.isEmpty()) {
            return "";
        }
        evidence.put("listens", Evidence.list(addresses));
        return ", and listens on " + Evidence.list(addresses);
    }
}

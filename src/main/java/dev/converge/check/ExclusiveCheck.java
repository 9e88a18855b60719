package dev.converge.check;

import dev.converge.desired.ExclusiveRule;
import dev.converge.finding.Finding;
import dev.converge.finding.FindingCode;
import dev.converge.observed.RunningProcess;
import dev.converge.observed.UnitRuntime;
import dev.converge.unit.ExecLine;
import dev.converge.unit.UnitName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Programs that one unit alone may run, by {@code exclusive:} (incident 1). */
final class ExclusiveCheck implements Check {

    @Override
    public List<Finding> findings(Look look) {
        return Exclusivity.rules(look)
                .flatMap(rule -> Stream.of(units(rule, look), outsiders(rule, look), count(rule, look))
                        .flatMap(List::stream))
                .toList();
    }

    /** Other units that run it, or would when somebody starts them; of a package's only those that something does start. */
    private static List<Finding> units(ExclusiveRule rule, Look look) {
        return look.services().all().stream()
                .filter(service -> !service.family().equals(Service.family(rule.unit())))
                .filter(service -> service.starts() || look.local().contains(service.name()))
                .flatMap(service -> command(service, rule).map(line -> unit(rule, service, line, look)).stream())
                .toList();
    }

    private static Optional<String> command(Service service, ExclusiveRule rule) {
        Optional<String> configured = service.merged().values("Service", "ExecStart").stream()
                .filter(setting -> ExecLine.parse(setting.value())
                        .filter(line -> Exclusivity.runs(Optional.of(line.program()), Program.of(line, "/"), rule))
                        .isPresent())
                .map(Evidence::spot)
                .findFirst();
        return configured.or(() -> service.program(Exclusivity.file(rule)).map(live -> service.spot()));
    }

    private static Finding unit(ExclusiveRule rule, Service other, String line, Look look) {
        SortedMap<String, String> evidence = Evidence.of("executable", Exclusivity.file(rule));
        evidence.put("line", line);
        evidence.put("owner", rule.unit().value());
        if (!other.processes().isEmpty()) {
            evidence.put("processes", Evidence.list(other.processes()));
        }
        return new Finding(
                FindingCode.DUPLICATE_EXECUTABLE,
                Finding.Severity.ERROR,
                Optional.of(other.name()),
                other.name() + " runs " + rule.executable() + " (" + line + "), which belongs to " + rule.unit()
                        + " alone.",
                look.removes(other.name()) || look.stops(other.name())
                        ? DuplicateExecutableCheck.remedy(rule.unit(), other.name(), look)
                        : "declare it with 'state: absent', or let a rule of 'strays' name it",
                evidence);
    }

    private static List<Finding> outsiders(ExclusiveRule rule, Look look) {
        List<Finding> findings = new ArrayList<>();
        // Those of units that run it by configuration are told with their unit.
        Set<UnitName> told = new TreeSet<>(Set.of(Service.family(rule.unit())));
        look.services().all().stream()
                .filter(service -> command(service, rule).isPresent())
                .map(Service::family)
                .forEach(told::add);
        Outsiders.of(told, look, process -> runs(process, rule)).forEach((place, processes) -> {
            Outsiders.Group group = new Outsiders.Group(place, processes);
            findings.add(new Finding(
                    FindingCode.DUPLICATE_PROCESS,
                    Finding.Severity.ERROR,
                    Optional.of(rule.unit()),
                    rule.executable() + " belongs to " + rule.unit() + " alone, but runs outside of it too: "
                            + group.text() + ".",
                    group.remedy(look),
                    group.evidence(Exclusivity.file(rule), rule.unit())));
        });
        return findings;
    }

    private static boolean runs(RunningProcess process, ExclusiveRule rule) {
        return Exclusivity.runs(Optional.of(process.executable()), Program.of(process), rule);
    }

    private static List<Finding> count(ExclusiveRule rule, Look look) {
        boolean active = look.observed().units().values().stream()
                .filter(runtime -> Service.family(runtime.name()).equals(Service.family(rule.unit())))
                .map(UnitRuntime::activeState)
                .anyMatch("active"::equals);
        List<Integer> inside = look.observed().running().processes().values().stream()
                .filter(process -> Outsiders.isIn(process, Set.of(Service.family(rule.unit()))))
                .filter(process -> runs(process, rule))
                .map(RunningProcess::pid)
                .toList();
        return rule.processes().stream()
                .filter(expected -> active && expected != inside.size())
                .map(expected -> count(rule, expected, inside))
                .toList();
    }

    private static Finding count(ExclusiveRule rule, int expected, List<Integer> inside) {
        SortedMap<String, String> evidence = Evidence.of("executable", Exclusivity.file(rule));
        evidence.put("count", String.valueOf(inside.size()));
        evidence.put("expected", String.valueOf(expected));
        evidence.put("processes", Evidence.list(inside));
        return new Finding(
                FindingCode.DUPLICATE_PROCESS,
                inside.size() > expected ? Finding.Severity.ERROR : Finding.Severity.WARNING,
                Optional.of(rule.unit()),
                rule.unit() + " has " + inside.size() + (inside.size() == 1 ? " process" : " processes") + " of "
                        + rule.executable() + ", expected " + expected + ".",
                "on the host: systemctl status " + rule.unit()
                        + "; restart it, or correct 'processes' if the number is right",
                evidence);
    }
}

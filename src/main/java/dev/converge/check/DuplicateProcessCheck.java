package dev.converge.check;

import dev.converge.finding.Finding;
import dev.converge.finding.FindingCode;
import dev.converge.observed.RunningProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Processes of a program that a service runs, living outside of that service: started by hand, from cron, by another unit, or left behind
 * (incident 1). What the service itself has started is not among them, wherever it went, such as into a login's session.
 */
final class DuplicateProcessCheck implements Check {

    @Override
    public List<Finding> findings(Look look) {
        List<Finding> findings = new ArrayList<>();
        look.services().byProgram().forEach((file, users) -> {
            Service owner = users.stream().filter(Service::watched).findFirst().orElseThrow();
            if (!look.removes(owner.name()) && !look.stops(owner.name()) && !Exclusivity.covers(file, look)) {
                Program program = owner.program(file).orElseThrow();
                Outsiders.of(users, look, process -> runs(process, file)).forEach((place, processes) -> {
                    Program.Likeness likeness = closest(program, processes);
                    if (likeness != Program.Likeness.DIFFERENT || program.isLocal()) {
                        findings.add(finding(file, owner, new Outsiders.Group(place, processes), likeness, look));
                    }
                });
            }
        });
        return findings;
    }

    private static boolean runs(RunningProcess process, String file) {
        return Program.of(process)
                .filter(program -> program.file().equals(file))
                .isPresent();
    }

    private static Program.Likeness closest(Program program, List<RunningProcess> processes) {
        return processes.stream()
                .flatMap(process -> Program.of(process).stream())
                .map(program::likenessTo)
                .min(Comparable::compareTo)
                .orElse(Program.Likeness.DIFFERENT);
    }

    private static Finding finding(
            String file, Service owner, Outsiders.Group group, Program.Likeness likeness, Look look) {
        return new Finding(
                FindingCode.DUPLICATE_PROCESS,
                likeness.severity(true),
                Optional.of(owner.name()),
                file + " runs outside of " + owner.name() + " too: " + group.text() + ". " + likeness.consequence(),
                group.remedy(look),
                group.evidence(file, owner.name()));
    }
}

package dev.converge.check;

import dev.converge.finding.Finding;
import dev.converge.finding.FindingCode;
import dev.converge.unit.UnitName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Two units whose main command is the same program (incident 1). Oneshots are left out, and so are programs that rightly run many times, such as
 * interpreters without their scripts; instances of one template are one unit.
 */
final class DuplicateExecutableCheck implements Check {

    @Override
    public List<Finding> findings(Look look) {
        List<Finding> findings = new ArrayList<>();
        look.services().byProgram().forEach((file, users) -> {
            Service owner = users.getFirst();
            if (!look.removes(owner.name()) && !Exclusivity.covers(file, look)) {
                users.stream()
                        .filter(other -> !other.family().equals(owner.family()))
                        .forEach(other -> finding(file, owner, other, look).ifPresent(findings::add));
            }
        });
        return findings;
    }

    private static Optional<Finding> finding(String file, Service owner, Service other, Look look) {
        Program program = owner.program(file).orElseThrow();
        Program.Likeness likeness = program.likenessTo(other.program(file).orElseThrow());
        boolean chosen = look.desired().declares(owner.name()) && look.desired().declares(other.name());
        boolean mayBoth = likeness == Program.Likeness.DIFFERENT && (chosen || !program.isLocal());
        if (mayBoth || !(owner.watched() || other.watched())) {
            return Optional.empty();
        }
        boolean both = !owner.processes().isEmpty() && !other.processes().isEmpty();
        SortedMap<String, String> evidence = Evidence.of("executable", file);
        evidence.put("line", other.spot());
        evidence.put("owner", owner.name().value());
        evidence.put("owner-line", owner.spot());
        if (!other.processes().isEmpty()) {
            evidence.put("processes", Evidence.list(other.processes()));
        }
        if (!owner.processes().isEmpty()) {
            evidence.put("owner-processes", Evidence.list(owner.processes()));
        }
        return Optional.of(new Finding(
                FindingCode.DUPLICATE_EXECUTABLE,
                likeness.severity(both),
                Optional.of(other.name()),
                other.name() + " runs " + file + " (" + other.spot() + "), and so does " + owner.name() + " ("
                        + owner.spot() + ")" + (both ? ", both at this moment. " : ". ") + likeness.consequence(),
                remedy(owner.name(), other.name(), look),
                evidence));
    }

    static String remedy(UnitName owner, UnitName other, Look look) {
        if (look.removes(other)) {
            return "converge apply removes it";
        }
        if (look.stops(other)) {
            return "converge apply stops it";
        }
        return look.local().contains(other)
                ? "keep one: declare " + other + " with 'state: absent', or " + owner + " if that is the one too many"
                : "keep one: declare " + other + " with 'state: stopped' and 'enabled: false', or " + owner
                        + " if that is the one too many";
    }
}

package dev.converge.desired;

import dev.converge.problem.Problems;
import dev.converge.problem.Spelling;
import dev.converge.unit.Directive;
import dev.converge.unit.Directive.Accumulation;
import dev.converge.unit.Directives;
import dev.converge.unit.Grammar.Verdict;
import dev.converge.unit.UnitFile;
import dev.converge.unit.UnitFile.Assignment;
import dev.converge.unit.UnitType;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Looks for lines of a unit file or drop-in that systemd would ignore, which it does without failing (SYSTEMD.md 3). */
final class UnitTextCheck {

    private static final Pattern COMMENT = Pattern.compile("\\s[#;]");

    private final UnitType type;
    private final Authored authored;
    private final Problems problems;
    private final Set<String> unknownSections = new HashSet<>();

    UnitTextCheck(UnitType type, Authored authored, Problems problems) {
        this.type = type;
        this.authored = authored;
        this.problems = problems;
    }

    void report() {
        UnitFile file = UnitFile.parse(authored.content());
        if (file.assignments().isEmpty() && file.flaws().isEmpty()) {
            add(1, "this text sets nothing", "write what the unit should do, or remove the key");
        }
        file.flaws()
                .forEach(flaw -> add(
                        flaw.line(),
                        (flaw.fatal() ? "systemd stops reading here: " : "systemd ignores this line: ")
                                + flaw.message(),
                        ""));
        for (Assignment assignment : file.assignments()) {
            // Sections and directives of this prefix are for other programs; systemd passes over them.
            if (!assignment.section().startsWith("X-") && !assignment.name().startsWith("X-")) {
                check(assignment);
            }
        }
    }

    private void check(Assignment assignment) {
        Optional<Directive> directive = Directives.inSection(type, assignment.section(), assignment.name());
        if (directive.isPresent()) {
            checkValue(directive.get(), assignment);
        } else if (sections().contains(assignment.section())) {
            refuseDirective(assignment);
        } else if (unknownSections.add(assignment.section())) {
            refuseSection(assignment);
        }
    }

    private List<String> sections() {
        return List.of("Unit", type.section(), "Install");
    }

    private void refuseSection(Assignment assignment) {
        String hint = Spelling.nearest(assignment.section(), sections())
                .map(section -> "did you mean [" + section + "]?")
                .orElse("a " + type.suffix() + " has the sections [" + String.join("], [", sections()) + "]");
        add(
                assignment.line(),
                "unknown section [" + assignment.section() + "]: systemd ignores everything in it",
                hint);
    }

    private void refuseDirective(Assignment assignment) {
        String name = assignment.name();
        Optional<Directive> elsewhere = Directives.find(type, name);
        if (elsewhere.isPresent()) {
            add(
                    assignment.line(),
                    name + " stands under [" + assignment.section() + "], where systemd ignores it",
                    "move it under [" + elsewhere.get().section() + "]");
        } else {
            add(
                    assignment.line(),
                    "unknown directive '" + name + "' under [" + assignment.section() + "]: systemd ignores it",
                    Spelling.hint(name, Directives.namesFor(type)));
        }
    }

    private void checkValue(Directive directive, Assignment assignment) {
        String value = assignment.value();
        if (value.isEmpty()) {
            if (directive.accumulation() == Accumulation.LAST_WINS_EMPTY_IS_AN_ERROR) {
                add(
                        assignment.line(),
                        assignment.name() + "= has no value: systemd ignores it",
                        "give it one, or remove the line");
            }
            return;
        }
        switch (directive.grammar().judge(value)) {
            case Verdict.Accepted accepted -> {
                // As it should be.
            }
            case Verdict.Refused refused ->
                add(
                        assignment.line(),
                        "systemd ignores " + assignment.name() + "=" + value + ": expected " + refused.expected(),
                        remedy(assignment, refused));
        }
    }

    private static String remedy(Assignment assignment, Verdict.Refused refused) {
        if (COMMENT.matcher(assignment.value()).find()) {
            return "systemd knows no comment behind a value: put it on a line of its own"
                    + (refused.suggestion().isEmpty()
                            ? ""
                            : ", and write " + assignment.name() + "=" + refused.suggestion());
        }
        return refused.suggestion().isEmpty()
                ? ""
                : "did you mean " + assignment.name() + "=" + refused.suggestion() + "?";
    }

    private void add(int line, String message, String remedy) {
        authored.origin().report(line, message, remedy, problems);
    }
}

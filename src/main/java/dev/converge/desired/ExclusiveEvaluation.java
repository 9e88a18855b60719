package dev.converge.desired;

import dev.converge.playbook.ExclusiveDeclaration;
import dev.converge.playbook.Text;
import dev.converge.playbook.UnitNames;
import dev.converge.problem.Problems;
import dev.converge.problem.SourceSpot;
import dev.converge.unit.HostPath;
import dev.converge.unit.UnitName;
import dev.converge.unit.UnitType;
import java.util.Optional;
import java.util.regex.Pattern;

/** The entries of {@code exclusive:} as they are on one host. */
final class ExclusiveEvaluation {

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,5}");

    private final Evaluation evaluation;
    private final Claims claims;
    private final Problems problems;

    ExclusiveEvaluation(Evaluation evaluation, Claims claims) {
        this.evaluation = evaluation;
        this.claims = claims;
        this.problems = evaluation.problems();
    }

    /** The rule; nothing, with problems, when something in it is wrong. */
    Optional<ExclusiveRule> desired(ExclusiveDeclaration entry) {
        Optional<HostPath> executable = executable(entry.executable());
        Optional<UnitName> unit = unit(entry.unit());
        Optional<Integer> processes = entry.processes().flatMap(this::number);
        executable.ifPresent(path -> claims.claim("the owner of " + path, entry.spot()));
        return executable.flatMap(path -> unit.map(owner -> new ExclusiveRule(path, owner, processes)));
    }

    private Optional<HostPath> executable(Text text) {
        Optional<String> path = evaluation.text(text);
        if (path.filter(ExclusiveEvaluation::isProgram).isEmpty() && path.isPresent()) {
            problems.add(
                    text.spot(),
                    "'" + path.get() + "' is not the path of a program",
                    "write the whole path, without '..' and without arguments, such as /usr/local/bin/mediamtx");
        }
        return path.filter(ExclusiveEvaluation::isProgram).map(HostPath::new);
    }

    private static boolean isProgram(String path) {
        return HostPath.isValid(path) && !path.contains(" -");
    }

    private Optional<UnitName> unit(Text text) {
        return evaluation.text(text).flatMap(written -> unit(written, text.spot()));
    }

    private Optional<UnitName> unit(String written, SourceSpot spot) {
        Optional<UnitName> unit = UnitNames.read(written, spot, problems);
        if (unit.isPresent() && unit.get().type() != UnitType.SERVICE) {
            problems.add(spot, written + " runs no program", "name the service that does");
            return Optional.empty();
        }
        return unit;
    }

    private Optional<Integer> number(Text text) {
        Optional<String> written = evaluation.text(text);
        if (written.isPresent() && !NUMBER.matcher(written.get()).matches()) {
            problems.add(
                    text.spot(),
                    "'processes' is '" + written.get() + "', expected a number from 1",
                    "say how many processes of the program there are while the unit is active, or leave it out");
        }
        return written.filter(number -> NUMBER.matcher(number).matches()).map(Integer::valueOf);
    }
}

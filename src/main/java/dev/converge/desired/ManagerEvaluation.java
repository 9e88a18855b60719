package dev.converge.desired;

import dev.converge.playbook.Text;
import dev.converge.playbook.UnitDeclaration.SettingDeclaration;
import dev.converge.problem.Problems;
import dev.converge.problem.Spelling;
import dev.converge.unit.Grammar.Verdict;
import dev.converge.unit.ManagerDirective;
import dev.converge.unit.ManagerDirectives;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The entries of {@code manager:} of one play on one host. */
final class ManagerEvaluation {

    private final Evaluation evaluation;
    private final Claims claims;
    private final Problems problems;

    ManagerEvaluation(Evaluation evaluation, Claims claims) {
        this.evaluation = evaluation;
        this.claims = claims;
        this.problems = evaluation.problems();
    }

    List<ManagerSetting> desired(List<SettingDeclaration> written) {
        return written.stream().flatMap(setting -> desired(setting).stream()).toList();
    }

    private Optional<ManagerSetting> desired(SettingDeclaration written) {
        Optional<ManagerDirective> known = ManagerDirectives.find(written.name());
        List<String> values = known.map(directive -> values(directive, written)).orElseGet(() -> {
            refuseUnknown(written);
            return List.of();
        });
        return known.map(directive -> new ManagerSetting(directive, values, written.spot()));
    }

    private void refuseUnknown(SettingDeclaration written) {
        problems.add(
                written.spot(),
                "systemd has no setting '" + written.name() + "'",
                Spelling.hint(written.name(), ManagerDirectives.names()));
        // Only for the problems in its values.
        written.values().forEach(evaluation::text);
    }

    private List<String> values(ManagerDirective directive, SettingDeclaration written) {
        claims.claim("the setting " + directive.replacedBy().orElse(directive.name()) + " of systemd", written.spot());
        directive
                .replacedBy()
                .ifPresent(name -> problems.add(
                        written.spot(), directive.name() + " is the old name of " + name, "write '" + name + "'"));
        if (written.values().size() > 1 && !directive.list()) {
            problems.add(
                    written.spot(),
                    directive.name() + " holds one value, and here are "
                            + written.values().size(),
                    "systemd would use the last and ignore the others: keep one");
        }
        List<String> values = new ArrayList<>();
        for (Text text : written.values()) {
            evaluation
                    .text(text)
                    .map(String::strip)
                    .filter(value -> accepts(directive, value, text))
                    .ifPresent(values::add);
        }
        return values;
    }

    private boolean accepts(ManagerDirective directive, String value, Text text) {
        if (value.isEmpty()) {
            problems.add(
                    text.spot(),
                    directive.name() + " is empty",
                    "remove the key: without it, systemd has its own value");
            return false;
        }
        if (value.endsWith("\\") || value.indexOf('\t') >= 0) {
            problems.add(
                    text.spot(),
                    "the value of " + directive.name() + " holds a tab or ends in a backslash",
                    "a value is one line of words and blanks");
            return false;
        }
        return switch (directive.grammar().judge(value)) {
            case Verdict.Accepted accepted -> true;
            case Verdict.Refused refused -> {
                problems.add(
                        text.spot(),
                        directive.name() + " is '" + value + "', expected " + refused.expected(),
                        refused.suggestion().isEmpty() ? "" : "did you mean '" + refused.suggestion() + "'?");
                yield false;
            }
        };
    }
}

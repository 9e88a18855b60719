package dev.converge.desired;

import dev.converge.playbook.UnitDeclaration.SettingDeclaration;
import dev.converge.problem.Problems;
import dev.converge.problem.SourceSpot;
import dev.converge.problem.Spelling;
import dev.converge.unit.ManagerDirective;
import dev.converge.unit.ManagerDirectives;
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
        if (!directive.list()) {
            SettingCheck.oneValue(written, problems);
        }
        return evaluation.values(written, (value, spot) -> accepts(directive, value, spot));
    }

    private boolean accepts(ManagerDirective directive, String value, SourceSpot spot) {
        if (value.isEmpty()) {
            problems.add(spot, directive.name() + " is empty", "remove the key: without it, systemd has its own value");
            return false;
        }
        if (value.endsWith("\\") || value.indexOf('\t') >= 0) {
            problems.add(
                    spot,
                    "the value of " + directive.name() + " holds a tab or ends in a backslash",
                    "a value is one line of words and blanks");
            return false;
        }
        return SettingCheck.fits(directive.name(), directive.grammar(), value, spot, problems);
    }
}

package dev.converge.desired;

import dev.converge.playbook.GuardDeclaration;
import dev.converge.playbook.UnitDeclaration.SettingDeclaration;
import dev.converge.problem.Problems;
import dev.converge.problem.SourceSpot;
import dev.converge.unit.Content;
import dev.converge.unit.Directive;
import dev.converge.unit.Directive.Topic;
import dev.converge.unit.Glob;
import dev.converge.unit.HostPath;
import dev.converge.unit.MergedUnit;
import dev.converge.unit.PlayName;
import dev.converge.unit.StartLimit;
import dev.converge.unit.StartLimitRemedy;
import dev.converge.unit.UnitFile;
import dev.converge.unit.UnitType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One entry of {@code guards:} on one host. */
final class GuardEvaluation {

    private static final HostPath ANY_UNIT = new HostPath("/etc/systemd/system/guarded.service");
    private static final List<String> WINDOW = List.of("StartLimitIntervalSec", "StartLimitBurst");

    private final Evaluation evaluation;
    private final Problems problems;
    private final SettingCheck check;

    GuardEvaluation(Evaluation evaluation) {
        this.evaluation = evaluation;
        this.problems = evaluation.problems();
        this.check = SettingCheck.ofGuards(problems);
    }

    GuardRule desired(GuardDeclaration guard, PlayName play, List<Glob> match, List<Glob> except) {
        List<GuardSetting> restart = settings(Topic.RESTART, guard.restart());
        GuardRule rule = new GuardRule(
                match, except, originOf(guard.origin()), restart, settings(Topic.RESOURCES, guard.resources()));
        guard.restart().stream()
                .filter(setting -> WINDOW.contains(setting.name()))
                .findFirst()
                .ifPresent(window -> checkStartLimit(new Guard(rule, new Glob("*"), play), window));
        return rule;
    }

    /** A guard that stops nothing would be worse than none. */
    private void checkStartLimit(Guard guard, SettingDeclaration window) {
        Content dropIn = guard.dropIn(UnitType.SERVICE, guard.rule().restart());
        MergedUnit alone =
                MergedUnit.of(UnitType.SERVICE, List.of(new MergedUnit.Source(ANY_UNIT, UnitFile.parse(dropIn))));
        StartLimit limit = StartLimit.of(alone, evaluation.defaults());
        if (limit.reach() != StartLimit.Reach.ALWAYS) {
            problems.add(
                    window.spot(),
                    "this guard would let services restart for ever: " + limit.arithmetic(),
                    "the smallest change that stops them: " + StartLimitRemedy.yaml(limit));
        }
    }

    private List<GuardSetting> settings(Topic topic, List<SettingDeclaration> written) {
        List<GuardSetting> settings = new ArrayList<>();
        for (SettingDeclaration setting : written) {
            Optional<Directive> known = check.directive(topic, setting);
            if (known.isPresent()) {
                check.oneValue(known.get(), setting);
                List<String> values = evaluation.values(setting, (value, spot) -> accepts(known.get(), value, spot));
                settings.add(new GuardSetting(setting.name(), values, setting.spot()));
            } else {
                // Only for the problems in its values.
                setting.values().forEach(evaluation::text);
            }
        }
        return settings;
    }

    private boolean accepts(Directive directive, String value, SourceSpot spot) {
        if (value.isEmpty()) {
            problems.add(
                    spot,
                    directive.name() + " is empty: a guard sets limits, it resets none",
                    "write the limit that undeclared units get, or remove it");
            return false;
        }
        return check.accepts(directive, value, spot);
    }

    private static GuardRule.Origin originOf(GuardDeclaration.Origin origin) {
        return switch (origin) {
            case LOCAL -> GuardRule.Origin.LOCAL;
            case PACKAGE -> GuardRule.Origin.PACKAGE;
            case ANY -> GuardRule.Origin.ANY;
        };
    }
}

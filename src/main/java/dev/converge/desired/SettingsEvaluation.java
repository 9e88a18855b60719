package dev.converge.desired;

import dev.converge.playbook.Text;
import dev.converge.playbook.UnitDeclaration;
import dev.converge.playbook.UnitDeclaration.SettingDeclaration;
import dev.converge.problem.SourceSpot;
import dev.converge.unit.Directive;
import dev.converge.unit.Directive.Accumulation;
import dev.converge.unit.Directive.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes one drop-in of {@code restart}, {@code resources} and {@code settings}. */
final class SettingsEvaluation {

    private final UnitDeclaration unit;
    private final Evaluation evaluation;
    private final SettingCheck check;

    SettingsEvaluation(UnitDeclaration unit, Evaluation evaluation) {
        this.unit = unit;
        this.evaluation = evaluation;
        this.check = SettingCheck.ofUnit(unit.name(), evaluation.problems());
    }

    /** The drop-in, without header; nothing when there is no setting. */
    Optional<Authored> dropIn() {
        SettingsText text = new SettingsText();
        add(Topic.RESTART, unit.restart(), text);
        add(Topic.RESOURCES, unit.resources(), text);
        add(Topic.SETTINGS, unit.settings(), text);
        return text.isEmpty() ? Optional.empty() : Optional.of(text.authored());
    }

    private void add(Topic topic, List<SettingDeclaration> settings, SettingsText text) {
        for (SettingDeclaration setting : settings) {
            Optional<Directive> known = check.directive(topic, setting);
            if (known.isPresent()) {
                add(known.get(), setting, text);
            } else {
                // Only for the problems in its values.
                setting.values().forEach(evaluation::text);
            }
        }
    }

    private void add(Directive directive, SettingDeclaration setting, SettingsText text) {
        check.oneValue(directive, setting);
        List<String> values = new ArrayList<>();
        List<SourceSpot> spots = new ArrayList<>();
        for (Text written : setting.values()) {
            Optional<String> value = evaluation.text(written).map(String::strip);
            if (value.isPresent() && check.accepts(directive, value.get(), written.spot())) {
                values.add(directive.name().equals("Environment") ? EnvironmentValue.quoted(value.get()) : value.get());
                spots.add(written.spot());
            }
        }
        boolean replaces = directive.name().startsWith("Exec")
                && directive.accumulation() == Accumulation.APPENDS_EMPTY_RESETS
                && !values.isEmpty()
                && !values.getFirst().isEmpty();
        if (replaces) {
            // Else the command would come on top of the one in the unit's own file, which systemd refuses.
            text.add(directive, "", setting.spot());
        }
        for (int i = 0; i < values.size(); i++) {
            text.add(directive, values.get(i), spots.get(i));
        }
    }
}

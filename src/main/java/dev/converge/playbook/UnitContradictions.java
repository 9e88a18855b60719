package dev.converge.playbook;

import dev.converge.playbook.UnitDeclaration.RunState;
import dev.converge.problem.Problems;
import dev.converge.yaml.YamlNode;
import java.util.Optional;

/** Looks for keys of one unit that cannot both hold. */
final class UnitContradictions {

    private final UnitDeclaration unit;
    private final YamlNode.Mapping mapping;
    private final Problems problems;

    UnitContradictions(UnitDeclaration unit, YamlNode.Mapping mapping, Problems problems) {
        this.unit = unit;
        this.mapping = mapping;
        this.problems = problems;
    }

    void report() {
        refuseMoreThanAbsent();
        refuseMaskedYetUsed();
        refuseTemplateYetUsed();
    }

    private void refuseMoreThanAbsent() {
        if (!unit.state().equals(Optional.of(RunState.ABSENT))) {
            return;
        }
        mapping.entries().stream()
                .map(YamlNode.Entry::key)
                .filter(key -> !key.text().equals("state"))
                .findFirst()
                .ifPresent(key -> problems.add(
                        key.spot(),
                        unit.name() + " is 'state: absent' and has '" + key.text() + "' as well",
                        "a unit that is to go takes no other key: keep 'state: absent' alone"));
    }

    private void refuseMaskedYetUsed() {
        if (!unit.masked().equals(Optional.of(true))) {
            return;
        }
        ContentReader.KEYS.forEach(
                key -> refuseBesideMasked(key, "a mask stands where the unit's file would: remove one of the two"));
        if (unit.state().equals(Optional.of(RunState.STARTED))) {
            refuseBesideMasked("state", "a masked unit never starts: remove one of the two, or write 'state: stopped'");
        }
        if (unit.enabled().equals(Optional.of(true))) {
            refuseBesideMasked("enabled", "a masked unit never starts: remove one of the two");
        }
    }

    private void refuseBesideMasked(String key, String remedy) {
        key(key).ifPresent(written ->
                problems.add(written.spot(), unit.name() + " is 'masked: true' and has '" + key + "' as well", remedy));
    }

    private void refuseTemplateYetUsed() {
        if (!unit.name().isTemplate()) {
            return;
        }
        if (unit.enabled().equals(Optional.of(true))) {
            refuseOnTemplate("enabled", "enabled");
        }
        if (unit.state().equals(Optional.of(RunState.STARTED))) {
            refuseOnTemplate("state", "started");
        }
    }

    private void refuseOnTemplate(String key, String verb) {
        key(key).ifPresent(written -> problems.add(
                written.spot(),
                unit.name() + " is a template and cannot be " + verb + " itself",
                "declare an instance, such as '" + unit.name().withInstance("1") + "', beside it"));
    }

    private Optional<YamlNode.Scalar> key(String key) {
        return mapping.entries().stream()
                .map(YamlNode.Entry::key)
                .filter(written -> written.text().equals(key))
                .findFirst();
    }
}

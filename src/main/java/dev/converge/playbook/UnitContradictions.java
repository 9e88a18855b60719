package dev.converge.playbook;

import dev.converge.playbook.UnitDeclaration.RunState;
import dev.converge.playbook.UnitDeclaration.Scope;
import dev.converge.problem.Problems;
import dev.converge.yaml.YamlNode;
import java.util.List;
import java.util.Optional;

/** Looks for keys of one unit that cannot both hold. */
final class UnitContradictions {

    /** The keys that say which unit is meant, and that it is to go. */
    private static final List<String> IDENTIFYING = List.of("state", "scope", "user");

    private final UnitDeclaration unit;
    private final YamlNode.Mapping mapping;
    private final Problems problems;

    UnitContradictions(UnitDeclaration unit, YamlNode.Mapping mapping, Problems problems) {
        this.unit = unit;
        this.mapping = mapping;
        this.problems = problems;
    }

    void report() {
        refuseHalfAScope();
        refuseMoreThanAbsent();
        refuseMaskedYetUsed();
        refuseTemplateYetUsed();
    }

    /** Also when the value of one of the two is refused: then that is the problem, and not that it is missing. */
    private void refuseHalfAScope() {
        if (unit.scope() == Scope.USER && key("user").isEmpty()) {
            key("scope")
                    .ifPresent(written -> problems.add(
                            written.spot(),
                            unit.name() + " is 'scope: user' and has no 'user'",
                            "say whose manager runs it: user: NAME"));
        }
        if (unit.scope() == Scope.SYSTEM && unit.user().isPresent() && !isWrittenOtherwise("scope", "system")) {
            key("user")
                    .ifPresent(
                            written -> problems.add(
                                    written.spot(),
                                    unit.name() + " has 'user' and is a unit of the system",
                                    "for a unit of the user's own manager add 'scope: user'; to run a unit of the system as a user write User: under 'settings'"));
        }
    }

    private boolean isWrittenOtherwise(String key, String word) {
        return mapping.entries().stream()
                .filter(entry -> entry.key().text().equals(key))
                .anyMatch(entry -> !(entry.value() instanceof YamlNode.Scalar scalar
                        && scalar.text().equals(word)));
    }

    private void refuseMoreThanAbsent() {
        if (!unit.state().equals(Optional.of(RunState.ABSENT))) {
            return;
        }
        mapping.entries().stream()
                .map(YamlNode.Entry::key)
                .filter(key -> !IDENTIFYING.contains(key.text()))
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

package dev.converge.desired;

import dev.converge.inventory.InventoryHost;
import dev.converge.playbook.Play;
import dev.converge.problem.Problems;
import dev.converge.problem.SourceSpot;
import dev.converge.template.Templates;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The variables of one play on one host: the host's, overridden by the play's, overridden by those of the command line. A variable may
 * refer to others, in any order, as in Ansible.
 *
 * <p>A variable of the inventory that cannot be evaluated is left out: inventories are shared with Ansible, whose expressions may be beyond
 * converge, and only who uses such a variable has a problem. One of the play or of the command line is a problem at once.
 */
final class Variables {

    private static final SourceSpot COMMAND_LINE = SourceSpot.wholeFile("--extra-vars");

    /** @param spot where it is written; nowhere for a variable of the inventory */
    private record Declared(Object value, Optional<SourceSpot> spot) {}

    private final Map<String, Declared> declared = new LinkedHashMap<>();
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Set<String> underway = new HashSet<>();
    private final Templates templates;
    private final Problems problems;

    Variables(InventoryHost host, Play play, Map<String, Object> extraVars, Templates templates, Problems problems) {
        this.templates = templates;
        this.problems = problems;
        host.variables().forEach((name, value) -> declared.put(name, new Declared(value, Optional.empty())));
        play.vars()
                .forEach(variable ->
                        declared.put(variable.name(), new Declared(variable.value(), Optional.of(variable.spot()))));
        extraVars.forEach((name, value) -> declared.put(name, new Declared(value, Optional.of(COMMAND_LINE))));
        declared.put("inventory_hostname", new Declared(host.name().value(), Optional.empty()));
    }

    Map<String, Object> values() {
        declared.keySet().forEach(this::settle);
        return Collections.unmodifiableMap(values);
    }

    private void settle(String name) {
        Declared variable = declared.get(name);
        if (variable == null || values.containsKey(name)) {
            return;
        }
        if (!underway.add(name)) {
            refuseCircle(name, variable);
            return;
        }
        for (String other : Expressions.namesIn(variable.value())) {
            settle(other);
        }
        evaluate(name, variable);
    }

    private void refuseCircle(String name, Declared variable) {
        variable.spot().ifPresent(spot -> {
            problems.add(spot, "variable '" + name + "' refers to itself", "give it a value of its own");
            values.put(name, variable.value());
        });
    }

    private void evaluate(String name, Declared variable) {
        Problems own = new Problems();
        Optional<Object> value =
                evaluated(variable.value(), variable.spot().orElse(SourceSpot.wholeFile("inventory")), own);
        if (value.isPresent()) {
            values.put(name, value.get());
        } else if (variable.spot().isPresent()) {
            problems.addAll(own);
            // As written, so that its users do not report it once more as undefined.
            values.put(name, variable.value());
        }
    }

    private Optional<Object> evaluated(Object value, SourceSpot spot, Problems own) {
        return switch (value) {
            case String text -> templates.evaluate(text, values, spot, own).map(result -> (Object) result);
            case List<?> list -> {
                List<Object> items = new ArrayList<>();
                for (Object item : list) {
                    evaluated(item, spot, own).ifPresent(items::add);
                }
                yield items.size() == list.size() ? Optional.of(items) : Optional.empty();
            }
            case Map<?, ?> map -> {
                Map<Object, Object> entries = new LinkedHashMap<>();
                map.forEach((key, item) -> evaluated(item, spot, own).ifPresent(result -> entries.put(key, result)));
                yield entries.size() == map.size() ? Optional.of(entries) : Optional.empty();
            }
            case Object other -> Optional.of(other);
        };
    }
}

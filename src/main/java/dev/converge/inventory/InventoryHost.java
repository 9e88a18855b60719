package dev.converge.inventory;

import dev.converge.host.HostName;
import dev.converge.problem.SourceSpot;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A host and its variables.
 *
 * @param variables of its groups, group_vars, itself and host_vars merged by Ansible's precedence, in a stable order
 * @param spots where each variable's value is written
 */
public record InventoryHost(HostName name, Map<String, Object> variables, Map<String, SourceSpot> spots) {

    public InventoryHost {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        spots = Collections.unmodifiableMap(new LinkedHashMap<>(spots));
    }

    /** A host whose variables are not written in a file. */
    public InventoryHost(HostName name, Map<String, Object> variables) {
        this(name, variables, Map.of());
    }

    /** The same host with further variables, which come before its own and are all written in one place. */
    public InventoryHost with(Map<String, Object> further, SourceSpot written) {
        Map<String, Object> all = new LinkedHashMap<>(variables);
        Map<String, SourceSpot> places = new LinkedHashMap<>(spots);
        further.forEach((variable, value) -> {
            all.put(variable, value);
            places.put(variable, written);
        });
        return new InventoryHost(name, all, places);
    }

    /** Where a variable is written; "inventory" when no file holds it. */
    public SourceSpot spotOf(String variable) {
        return spots.getOrDefault(variable, SourceSpot.wholeFile("inventory"));
    }
}

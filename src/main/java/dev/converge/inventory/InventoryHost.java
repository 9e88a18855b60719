package dev.converge.inventory;

import dev.converge.host.HostName;
import java.util.Map;

/**
 * A host and its variables.
 *
 * @param variables of its groups, group_vars, itself and host_vars merged by Ansible's precedence, in a stable order
 */
public record InventoryHost(HostName name, Map<String, Object> variables) {}

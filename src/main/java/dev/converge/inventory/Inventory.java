package dev.converge.inventory;

import dev.converge.host.HostName;
import java.util.List;
import java.util.SortedMap;

/**
 * All hosts in the order they are written, and the groups by name. {@code all} and {@code ungrouped} are among the groups.
 */
public record Inventory(List<InventoryHost> hosts, SortedMap<String, Group> groups) {

    /**
     * @param hosts its members, those of its children included, in inventory order
     * @param children names of the groups directly below it
     */
    public record Group(String name, List<HostName> hosts, List<String> children) {}

    public Inventory {
        hosts = List.copyOf(hosts);
    }
}

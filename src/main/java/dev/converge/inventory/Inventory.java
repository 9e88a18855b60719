package dev.converge.inventory;

import dev.converge.host.HostName;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All hosts in the order they are written, and the groups by name. {@code all} and {@code ungrouped} are among the groups.
 */
public record Inventory(List<InventoryHost> hosts, SortedMap<String, Group> groups) {

    /**
     * @param hosts its members, those of its children included, in inventory order
     * @param children names of the groups directly below it, in the order they are written
     */
    public record Group(String name, List<HostName> hosts, List<String> children) {
        public Group {
            hosts = List.copyOf(hosts);
            children = List.copyOf(children);
        }
    }

    public Inventory {
        hosts = List.copyOf(hosts);
        groups = Collections.unmodifiableSortedMap(new TreeMap<>(groups));
    }
}

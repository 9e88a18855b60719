package dev.converge.cli;

import dev.converge.engine.SavedPlan;
import dev.converge.host.HostName;
import dev.converge.inventory.HostPattern;
import dev.converge.inventory.Inventory;
import dev.converge.inventory.InventoryHost;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Finds hosts of a saved plan by pattern. Their groups are not in it: {@code all} is the only one. */
final class SavedHosts {

    private static final String ALL = "all";

    private SavedHosts() {}

    /** @throws UsageException when the pattern matches none */
    static Set<HostName> matching(String pattern, SavedPlan plan) {
        List<HostName> names =
                plan.hosts().stream().map(SavedPlan.SavedHost::name).toList();
        Inventory.Group all = new Inventory.Group(ALL, names, List.of());
        Inventory inventory = new Inventory(
                names.stream().map(name -> new InventoryHost(name, Map.of())).toList(),
                new TreeMap<>(Map.of(ALL, all)));
        Set<HostName> found;
        try {
            found = new LinkedHashSet<>(new HostPattern(pattern).select(inventory));
        } catch (IllegalArgumentException malformed) {
            throw new UsageException("--limit '" + pattern + "': " + malformed.getMessage());
        }
        if (found.isEmpty()) {
            throw new UsageException("--limit '" + pattern
                    + "' matches no host of the plan; it knows them by name, not by group, and has "
                    + names.stream().limit(20).map(HostName::value).collect(Collectors.joining(", ")));
        }
        return found;
    }
}

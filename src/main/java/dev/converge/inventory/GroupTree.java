package dev.converge.inventory;

import dev.converge.host.HostName;
import dev.converge.inventory.Draft.GroupDraft;
import dev.converge.problem.Problems;
import dev.converge.problem.SourceSpot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which group is below which, how deep, and who belongs to it. A group below itself is a problem; that link is then left out. */
final class GroupTree {

    private final Draft draft;
    private final Map<String, Set<String>> parents = new LinkedHashMap<>();
    private final Map<String, Integer> depths = new HashMap<>();

    GroupTree(Draft draft, Problems problems) {
        this.draft = draft;
        draft.groups().keySet().forEach(name -> parents.put(name, new LinkedHashSet<>()));
        draft.groups().forEach((name, group) -> {
            for (Map.Entry<String, SourceSpot> child : List.copyOf(group.children.entrySet())) {
                link(name, child.getKey(), child.getValue(), problems);
            }
        });
    }

    private void link(String parent, String child, SourceSpot spot, Problems problems) {
        Set<String> ofChild = parents.get(child);
        if (ofChild == null) {
            draft.group(parent).children.remove(child); // its name was refused
        } else if (child.equals(Draft.ALL)
                || child.equals(parent)
                || ancestors(parent).contains(child)) {
            draft.group(parent).children.remove(child);
            problems.add(
                    spot,
                    child.equals(Draft.ALL)
                            ? "'all' cannot be below another group"
                            : "group " + child + " would be below itself, through group " + parent,
                    "take one of the two out of the other's 'children'");
        } else {
            ofChild.add(parent);
        }
    }

    /** The groups above one, without itself. */
    private Set<String> ancestors(String group) {
        Set<String> found = new LinkedHashSet<>();
        List<String> open = new ArrayList<>(parents.getOrDefault(group, Set.of()));
        while (!open.isEmpty()) {
            String next = open.removeLast();
            if (found.add(next)) {
                open.addAll(parents.getOrDefault(next, Set.of()));
            }
        }
        return found;
    }

    /** Ansible's order in which group variables override one another: depth, priority, name; {@code all} is not among them. */
    List<String> byPrecedence() {
        return draft.groups().keySet().stream()
                .filter(name -> !name.equals(Draft.ALL))
                .sorted(Comparator.comparingInt(this::depth)
                        .thenComparingLong(name -> draft.group(name).priority)
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** The longest way up to {@code all}. */
    private int depth(String group) {
        Integer known = depths.get(group);
        if (known != null) {
            return known;
        }
        int depth = 1;
        for (String parent : parents.getOrDefault(group, Set.of())) {
            depth = Math.max(depth, parent.equals(Draft.ALL) ? 1 : depth(parent) + 1);
        }
        depths.put(group, depth);
        return depth;
    }

    /** All groups that a host belongs to, through their children too, with {@code all}; {@code ungrouped} when there is no other. */
    Map<HostName, Set<String>> memberships() {
        Map<HostName, Set<String>> memberships = new LinkedHashMap<>();
        draft.hosts().keySet().forEach(host -> memberships.put(host, new HashSet<>(Set.of(Draft.ALL))));
        draft.groups()
                .forEach((name, group) -> group.hosts.forEach(host -> {
                    Set<String> of = memberships.getOrDefault(host, new HashSet<>());
                    of.add(name);
                    of.addAll(ancestors(name));
                }));
        memberships.values().forEach(groups -> {
            groups.remove(Draft.UNGROUPED);
            if (groups.size() == 1) {
                groups.add(Draft.UNGROUPED);
            }
        });
        return memberships;
    }

    SortedMap<String, Inventory.Group> groups(Map<HostName, Set<String>> memberships) {
        SortedMap<String, Inventory.Group> groups = new TreeMap<>();
        draft.groups().forEach((name, group) -> {
            List<HostName> hosts = memberships.entrySet().stream()
                    .filter(host -> host.getValue().contains(name))
                    .map(Map.Entry::getKey)
                    .toList();
            groups.put(name, new Inventory.Group(name, hosts, name.equals(Draft.ALL) ? top() : children(group)));
        });
        return groups;
    }

    private static List<String> children(GroupDraft group) {
        return List.copyOf(group.children.keySet());
    }

    private List<String> top() {
        return parents.entrySet().stream()
                .filter(group -> !group.getKey().equals(Draft.ALL))
                .filter(group -> Set.of(Draft.ALL).containsAll(group.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }
}

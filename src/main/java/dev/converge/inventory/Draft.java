package dev.converge.inventory;

import dev.converge.host.HostName;
import dev.converge.problem.SourceSpot;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What all inventory files together say, before anything is worked out. Everything is kept in the order it was first met. */
final class Draft {

    static final String ALL = "all";
    static final String UNGROUPED = "ungrouped";

    /** A group as it is being read; it may go on in another file. */
    static final class GroupDraft {
        final Set<HostName> hosts = new LinkedHashSet<>();
        /** The groups directly below it, and where each is named. */
        final Map<String, SourceSpot> children = new LinkedHashMap<>();

        final Map<String, Variable> variables = new LinkedHashMap<>();
        /** {@code ansible_group_priority}: among groups of one depth the higher one wins. */
        long priority = 1;
    }

    private final Map<String, GroupDraft> groups = new LinkedHashMap<>();
    private final Map<HostName, Map<String, Variable>> hosts = new LinkedHashMap<>();

    Draft() {
        group(ALL);
        group(UNGROUPED);
    }

    /** The group of that name, made when it is new. */
    GroupDraft group(String name) {
        return groups.computeIfAbsent(name, unknown -> new GroupDraft());
    }

    /** The variables written at the host itself; the host is made when it is new. */
    Map<String, Variable> host(HostName name) {
        return hosts.computeIfAbsent(name, unknown -> new LinkedHashMap<>());
    }

    Map<String, GroupDraft> groups() {
        return groups;
    }

    Map<HostName, Map<String, Variable>> hosts() {
        return hosts;
    }
}

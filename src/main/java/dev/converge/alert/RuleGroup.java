package dev.converge.alert;

import java.util.List;

/**
 * Rules that are evaluated together.
 *
 * @param hosts which hosts they are about, in words; empty where it is all
 * @param rules no two of one name, in this group and in others about the same hosts
 */
record RuleGroup(String title, String hosts, List<AlertRule> rules) {
    RuleGroup {
        rules = List.copyOf(rules);
    }

    /** Unique in a file. */
    String name() {
        return hosts.isEmpty() ? title : title + " of " + hosts;
    }
}

package dev.converge.diff;

import dev.converge.unit.Manifest;
import dev.converge.unit.UserName;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a host was before a run, as far as the run had to do with it.
 *
 * @param reason why it is to be that again
 * @param users the managers of users
 * @param manifest what converge is to own once it is
 */
public record FormerState(
        Reason reason,
        List<FormerPath> paths,
        FormerUnits system,
        SortedMap<UserName, FormerUnits> users,
        Manifest manifest) {
    public FormerState {
        paths = List.copyOf(paths);
        users = Collections.unmodifiableSortedMap(new TreeMap<>(users));
    }
}

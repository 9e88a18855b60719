package dev.converge.observed;

import dev.converge.unit.HostPath;
import dev.converge.unit.UnitName;
import dev.converge.unit.UnitTree;
import dev.converge.unit.UserAccount;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the probe saw of one user's service manager.
 *
 * @param tree the host's files, looked at along the user's search path
 * @param units every unit the user's manager has loaded, when it runs
 * @param fifos drop-ins on which the manager would hang; with any, it was not asked
 */
public record ObservedUser(
        UserAccount account, State state, UnitTree tree, SortedMap<UnitName, UnitRuntime> units, List<HostPath> fifos) {

    /** Whether the user's manager runs. */
    public enum State {
        RUNNING,
        DOWN,
        /** It runs, and did not answer in time or not as it should. */
        SILENT
    }

    public ObservedUser {
        units = Collections.unmodifiableSortedMap(new TreeMap<>(units));
        fifos = List.copyOf(fifos);
    }
}

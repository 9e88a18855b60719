package dev.converge.desired;

import dev.converge.inventory.InventoryHost;
import dev.converge.playbook.Play;
import dev.converge.problem.Problems;
import java.util.List;
import java.util.Map;

/** Evaluates plays for a host. */
public final class DesiredHosts {

    /** @param extraVars of {@code -e}, which override everything */
    public DesiredHosts(Map<String, Object> extraVars) {
        throw new UnsupportedOperationException();
    }

    /**
     * @param plays those that select this host
     * @return what the host should be; when problems were added it is of no use
     */
    public DesiredHost of(InventoryHost host, List<Play> plays, Problems problems) {
        throw new UnsupportedOperationException();
    }
}

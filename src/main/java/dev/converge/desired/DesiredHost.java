package dev.converge.desired;

import dev.converge.host.HostName;
import java.util.List;

/** All that the plays want of one host, in the order of the playbooks. */
public record DesiredHost(HostName name, List<DesiredPlay> plays) {
    public DesiredHost {
        plays = List.copyOf(plays);
    }
}

package dev.converge.engine;

import dev.converge.check.Sweep;
import dev.converge.finding.Finding;
import dev.converge.host.HostFailure;
import dev.converge.host.HostName;
import dev.converge.remedy.HostFixes;
import dev.converge.unit.SystemdVersion;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What came of sweeping one host. */
public sealed interface SweepResult {

    HostName host();

    /**
     * @param systemd none for a directory tree
     * @param pending how many paths and jobs a plan would have, which is how far the host is from its playbooks; nothing where something
     *     on the host stands in the way of a plan
     * @param fixes what would remove the findings that are not waived, in their order
     */
    record Swept(HostName host, Optional<SystemdVersion> systemd, OptionalInt pending, Sweep sweep, HostFixes fixes)
            implements SweepResult {

        /** One that was found in order, or whose remedies nobody asks for. */
        public Swept(HostName host, Optional<SystemdVersion> systemd, OptionalInt pending, Sweep sweep) {
            this(host, systemd, pending, sweep, new HostFixes(host, List.of(), List.of()));
        }
    }

    /** @param findings what plain files told before something went wrong */
    record Failed(HostName host, HostFailure failure, List<Finding> findings) implements SweepResult {
        public Failed {
            findings = List.copyOf(findings);
        }
    }
}

package dev.converge.engine;

import dev.converge.check.Sweep;
import dev.converge.finding.Finding;
import dev.converge.host.HostFailure;
import dev.converge.host.HostName;
import dev.converge.unit.SystemdVersion;
import java.util.List;
import java.util.Optional;

/** What came of sweeping one host. */
public sealed interface SweepResult {

    HostName host();

    /** @param systemd none for a directory tree */
    record Swept(HostName host, Optional<SystemdVersion> systemd, Sweep sweep) implements SweepResult {}

    /** @param findings what plain files told before something went wrong */
    record Failed(HostName host, HostFailure failure, List<Finding> findings) implements SweepResult {
        public Failed {
            findings = List.copyOf(findings);
        }
    }
}

package dev.converge.engine;

import dev.converge.explain.Explanation;
import dev.converge.host.HostFailure;
import dev.converge.host.HostName;
import dev.converge.unit.SystemdVersion;
import dev.converge.unit.UnitName;
import java.util.List;
import java.util.Optional;

/** What came of asking one host about one unit. */
public sealed interface ExplainResult {

    HostName host();

    /** @param systemd nothing for a directory tree */
    record Explained(HostName host, Optional<SystemdVersion> systemd, Explanation explanation)
            implements ExplainResult {}

    /**
     * The host was looked at, and nothing there has to do with a unit of that name.
     *
     * @param nearest units that may have been meant, the nearest first
     */
    record NoSuchUnit(HostName host, UnitName asked, List<UnitName> nearest) implements ExplainResult {
        public NoSuchUnit {
            nearest = List.copyOf(nearest);
        }
    }

    /** The host could not be looked at. */
    record Failed(HostName host, UnitName asked, HostFailure failure) implements ExplainResult {}
}

package dev.converge.unit;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a plan takes for granted of a host beside the paths it changes. A host where any of it has moved refuses the plan.
 *
 * @param manifest the SHA-256 of the manifest as it lies on the host; nothing when there is none
 * @param units those that are to be started, restarted or reloaded
 */
public record Seen(Optional<String> manifest, List<Unit> units) {

    /**
     * @param user whose manager has it; none: the system's
     * @param up whether it is active or about to be, such as waiting for its next automatic restart; a failed unit is not
     */
    public record Unit(UnitName name, Optional<UserName> user, boolean up) {}

    public Seen {
        units = List.copyOf(units);
    }

    public Seen with(List<Unit> more) {
        return new Seen(manifest, Stream.concat(units.stream(), more.stream()).toList());
    }
}

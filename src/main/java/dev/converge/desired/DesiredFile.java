package dev.converge.desired;

import dev.converge.unit.Content;
import dev.converge.unit.FileMode;
import dev.converge.unit.HostPath;
import dev.converge.unit.UnitName;
import java.util.List;
import java.util.Optional;

/**
 * A file that units need beside themselves.
 *
 * @param content what it holds; none: it must not be there
 * @param owner user by name or number; without one root, or on a tree without root whoever owns it
 * @param group likewise
 * @param notified units that must notice a change, each in its own {@code on_change} way
 */
public record DesiredFile(
        HostPath path,
        Optional<Content> content,
        FileMode mode,
        Optional<String> owner,
        Optional<String> group,
        List<UnitName> notified) {
    public DesiredFile {
        notified = List.copyOf(notified);
    }
}

package dev.converge.desired;

import dev.converge.problem.SourceSpot;
import dev.converge.unit.ManagerDirective;
import java.util.List;
import java.util.stream.Stream;

/**
 * A setting of systemd itself.
 *
 * @param values in the order they are assigned; more than one only for a directive that holds a list
 * @param spot where the operator wrote it
 */
public record ManagerSetting(ManagerDirective directive, List<String> values, SourceSpot spot) {
    public ManagerSetting {
        values = List.copyOf(values);
    }

    /** What of it not every systemd reads. */
    Stream<Requirement> requirements() {
        return values.stream().map(value -> new Requirement(spot, directive.name(), value, directive.since()));
    }
}

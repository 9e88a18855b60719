package dev.converge.desired;

import dev.converge.problem.SourceSpot;
import dev.converge.unit.Directives;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directive of a guard.
 *
 * @param values in the order they are assigned; more than one only for a directive that holds a list
 * @param spot where the operator wrote it
 */
public record GuardSetting(String directive, List<String> values, SourceSpot spot) {
    public GuardSetting {
        values = List.copyOf(values);
    }

    /** What of it not every systemd reads. */
    Stream<Requirement> requirements() {
        return GuardRule.TYPES.stream()
                .flatMap(type -> Directives.find(type, directive).stream())
                .limit(1)
                .flatMap(known ->
                        values.stream().map(value -> new Requirement(spot, directive, value, known.since(value))));
    }
}

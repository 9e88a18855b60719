package dev.converge.desired;

import java.util.List;

/**
 * A directive of a guard.
 *
 * @param values in the order they are assigned; more than one only for a directive that holds a list
 */
public record GuardSetting(String directive, List<String> values) {
    public GuardSetting {
        values = List.copyOf(values);
    }
}

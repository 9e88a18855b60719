package dev.converge.desired;

import dev.converge.unit.ManagerDirective;
import java.util.List;

/**
 * A setting of systemd itself.
 *
 * @param values in the order they are assigned; more than one only for a directive that holds a list
 */
public record ManagerSetting(ManagerDirective directive, List<String> values) {
    public ManagerSetting {
        values = List.copyOf(values);
    }
}

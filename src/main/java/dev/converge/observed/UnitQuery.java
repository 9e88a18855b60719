package dev.converge.observed;

import dev.converge.unit.UnitName;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A unit that systemd is asked about.
 *
 * @param properties as {@code systemctl show} names them; only such whose values hold no free text, because a newline in a value would
 *     look like a line of its own
 */
public record UnitQuery(UnitName unit, List<String> properties) {

    private static final Pattern PROPERTY = Pattern.compile("[A-Za-z0-9]+");

    public UnitQuery {
        properties = List.copyOf(properties);
        properties.stream().filter(name -> !PROPERTY.matcher(name).matches()).forEach(name -> {
            throw new IllegalArgumentException("not a property: '" + name + "'");
        });
    }
}

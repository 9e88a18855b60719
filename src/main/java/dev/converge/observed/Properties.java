package dev.converge.observed;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The section {@code properties}: lines of {@code Name=value}. */
final class Properties {

    private Properties() {}

    /** Those that were asked for. One that is there twice is not believed: one of the two was written by a value. */
    static NavigableMap<String, String> read(List<String> lines, List<String> asked) {
        NavigableMap<String, String> properties = new TreeMap<>();
        List<String> twice = new ArrayList<>();
        for (String line : lines) {
            int equals = line.indexOf('=');
            String name = line.substring(0, Math.max(0, equals));
            if (asked.contains(name) && properties.put(name, line.substring(equals + 1)) != null) {
                twice.add(name);
            }
        }
        twice.forEach(properties::remove);
        return properties;
    }
}

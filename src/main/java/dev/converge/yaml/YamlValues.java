package dev.converge.yaml;

import java.util.Map;

/** Variables as plain Java values for templates: String, Long, Double, Boolean, List and Map (in the order written), never null. */
public final class YamlValues {

    private YamlValues() {}

    /** Plain scalars get Ansible's (YAML 1.1's) types: {@code true yes on 5 1.5}; a leading zero keeps {@code 0644} a string; null is the empty string. */
    public static Object of(YamlNode node) {
        throw new UnsupportedOperationException();
    }

    public static Map<String, Object> of(YamlNode.Mapping mapping) {
        throw new UnsupportedOperationException();
    }
}

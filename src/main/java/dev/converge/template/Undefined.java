package dev.converge.template;

import io.pebbletemplates.pebble.error.RootAttributeNotFoundException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Stands in for a variable that Pebble defines behind our back: {@code {{ locale }}} would quietly print nothing, {@code {{ template }}} the
 * address of an object. Printing it fails like any other undefined variable.
 */
record Undefined(String name) {

    private static final List<String> DEFINED_BY_PEBBLE = List.of("locale", "template", "_context");

    /** The variables, with stand-ins for those of Pebble's that are not among them. */
    static Map<String, Object> hidePebbles(Map<String, Object> variables) {
        Map<String, Object> all = new LinkedHashMap<>(variables);
        DEFINED_BY_PEBBLE.forEach(name -> all.putIfAbsent(name, new Undefined(name)));
        return all;
    }

    @Override
    public String toString() {
        throw new RootAttributeNotFoundException(null, "not defined", name, 0, null);
    }
}

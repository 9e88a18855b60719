package dev.converge.template;

import dev.converge.problem.Spelling;
import io.pebbletemplates.pebble.attributes.AttributeResolver;
import io.pebbletemplates.pebble.attributes.ResolvedAttribute;
import io.pebbletemplates.pebble.node.ArgumentsNode;
import io.pebbletemplates.pebble.node.ForNode;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.MacroAttributeProvider;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind a dot or in brackets: a mapping's key, a list's index (negative ones count from the end), key and value of a mapping's
 * entry, and Jinja's loop variables (its {@code loop.index} counts from 1, Pebble's from 0). It answers for every value, so that Pebble never
 * gets to its own way of looking for methods and fields of Java objects.
 */
final class ValueResolver implements AttributeResolver {

    @Override
    public @Nullable ResolvedAttribute resolve(
            @Nullable Object value,
            Object attribute,
            Object @Nullable [] arguments,
            @Nullable ArgumentsNode nodes,
            EvaluationContextImpl context,
            String file,
            int line) {
        if (value instanceof MacroAttributeProvider) {
            return null; // imported macros are called like methods, and Pebble knows how
        }
        String name = String.valueOf(attribute);
        Object part = nodes != null || value == null ? null : part(value, name);
        if (part == null) {
            throw new MissingValueException(
                    nodes != null ? "'" + name + "()' cannot be called" : "'" + name + "' is not defined here",
                    remedy(value, name, nodes != null),
                    name,
                    line,
                    file);
        }
        return new ResolvedAttribute(part);
    }

    private static @Nullable Object part(Object value, String name) {
        return switch (value) {
            case Map<?, ?> map -> map.get(name);
            case List<?> list -> item(list, name);
            case Map.Entry<?, ?> entry ->
                switch (name) {
                    case "key" -> entry.getKey();
                    case "value" -> entry.getValue();
                    default -> null;
                };
            case ForNode.LoopVariables loop -> loopVariable(loop, name);
            default -> null;
        };
    }

    private static @Nullable Object item(List<?> list, String name) {
        if (!name.matches("-?[0-9]{1,9}")) {
            return null;
        }
        int index = Integer.parseInt(name);
        int fromStart = index < 0 ? list.size() + index : index;
        return fromStart >= 0 && fromStart < list.size() ? list.get(fromStart) : null;
    }

    private static @Nullable Object loopVariable(ForNode.LoopVariables loop, String name) {
        long index = loop.getIndex();
        long length = Long.parseLong(loop.getLength().toString());
        return switch (name) {
            case "index" -> index + 1;
            case "index0" -> index;
            case "revindex" -> length - index;
            case "revindex0" -> length - index - 1;
            case "first" -> loop.isFirst();
            case "last" -> loop.isLast();
            case "length" -> length;
            default -> null;
        };
    }

    private static String remedy(@Nullable Object value, String name, boolean call) {
        return switch (value) {
            case null -> "the value before it is empty";
            case Map<?, ?> map ->
                call
                        ? "loop over the mapping itself: {% for entry in it %}{{ entry.key }}{{ entry.value }}{% endfor %}"
                        : nearestKey(map, name);
            case Collection<?> list -> "the list has " + list.size() + " items, counted from 0";
            default -> "what stands before the dot is one value; use a filter: value | " + name;
        };
    }

    private static String nearestKey(Map<?, ?> map, String name) {
        List<String> keys = map.keySet().stream().map(String::valueOf).toList();
        String hint = Spelling.hint(name, keys);
        return hint.isEmpty() ? "it has " + (keys.isEmpty() ? "nothing" : String.join(", ", keys)) : hint;
    }
}

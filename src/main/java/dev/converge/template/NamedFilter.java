package dev.converge.template;

import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A filter made of a function. Without this, Pebble throws what a filter throws as it is, with no line. */
final class NamedFilter implements Filter {

    /** From the value before the {@code |} and the arguments behind it; an IllegalArgumentException says what is wrong with them. */
    interface Body {
        Object apply(Object input, Map<String, Object> arguments) throws IllegalArgumentException;
    }

    private final String name;
    private final List<String> arguments;
    private final Body body;

    NamedFilter(String name, List<String> arguments, Body body) {
        this.name = name;
        this.arguments = arguments;
        this.body = body;
    }

    @Override
    public List<String> getArgumentNames() {
        return arguments;
    }

    @Override
    public Object apply(
            @Nullable Object input,
            Map<String, Object> given,
            PebbleTemplate self,
            EvaluationContext context,
            int lineNumber) {
        try {
            if (input == null) {
                throw new IllegalArgumentException("there is no value before it");
            }
            return body.apply(input, given);
        } catch (IllegalArgumentException wrong) {
            throw new PebbleException(
                    wrong, "the filter '" + name + "': " + wrong.getMessage(), lineNumber, self.getName());
        }
    }
}

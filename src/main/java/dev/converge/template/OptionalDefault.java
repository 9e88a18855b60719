package dev.converge.template;

import io.pebbletemplates.pebble.extension.core.DefaultFilter;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code default(value)} as Jinja has it: for what is not defined; for what is empty or false too with {@code default(value, true)}. Pebble's
 * own also replaces an empty string that someone wrote on purpose. It extends Pebble's because that is how Pebble knows that an undefined
 * variable before it is no error.
 */
final class OptionalDefault extends DefaultFilter {

    @Override
    public List<String> getArgumentNames() {
        return List.of("default", "boolean");
    }

    @Override
    public @Nullable Object apply(
            @Nullable Object input,
            Map<String, Object> arguments,
            PebbleTemplate self,
            EvaluationContext context,
            int lineNumber) {
        boolean emptyToo = Boolean.TRUE.equals(arguments.get("boolean"));
        return input == null || input instanceof Undefined || (emptyToo && isEmpty(input))
                ? arguments.getOrDefault("default", "")
                : input;
    }

    private static boolean isEmpty(Object value) {
        return value.equals("")
                || value.equals(false)
                || (value instanceof Number number && number.doubleValue() == 0)
                || (value instanceof List<?> list && list.isEmpty())
                || (value instanceof Map<?, ?> map && map.isEmpty());
    }
}

package dev.converge.template;

import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * {@code range(stop)}, {@code range(start, stop)}, {@code range(start, stop, step)} as Jinja has it, whole numbers without {@code stop}
 * itself; Pebble's own includes it, and has no bound.
 */
final class RangeFunction implements Function {

    private static final long MAX_ITEMS = 10_000;

    @Override
    public List<String> getArgumentNames() {
        return List.of("start", "stop", "step");
    }

    @Override
    public Object execute(
            Map<String, Object> arguments, PebbleTemplate self, EvaluationContext context, int lineNumber) {
        try {
            boolean onlyStop = arguments.get("stop") == null;
            long start = onlyStop ? 0 : number(arguments.get("start"));
            long stop = number(arguments.get(onlyStop ? "start" : "stop"));
            long step = arguments.get("step") == null ? 1 : number(arguments.get("step"));
            return items(start, stop, step);
        } catch (IllegalArgumentException | ArithmeticException wrong) {
            throw new PebbleException(wrong, "range(): " + wrong.getMessage(), lineNumber, self.getName());
        }
    }

    private static List<Long> items(long start, long stop, long step) {
        if (step == 0) {
            throw new IllegalArgumentException("the step is 0");
        }
        long distance = step > 0 ? Math.subtractExact(stop, start) : Math.subtractExact(start, stop);
        long count = distance <= 0 ? 0 : Math.ceilDiv(distance, Math.absExact(step));
        if (count > MAX_ITEMS) {
            throw new IllegalArgumentException("more than " + MAX_ITEMS + " numbers");
        }
        return LongStream.range(0, count).map(i -> start + i * step).boxed().toList();
    }

    private static long number(@Nullable Object value) {
        if (value instanceof Long || value instanceof Integer) {
            return ((Number) value).longValue();
        }
        throw new IllegalArgumentException("'" + value + "' is no whole number");
    }
}

package dev.converge.template;

import io.pebbletemplates.pebble.extension.Filter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The filters, each doing what the filter of that name does in Jinja or Ansible: {@code basename}, {@code b64encode}, {@code bool},
 * {@code capitalize}, {@code default} (also {@code d}), {@code dirname}, {@code first}, {@code int}, {@code join}, {@code last},
 * {@code length} (also {@code count}), {@code lower}, {@code quote}, {@code replace}, {@code sort}, {@code split}, {@code to_json},
 * {@code trim}, {@code unique}, {@code upper}. Pebble's own filters are not there: several share a name with one of Jinja's and do something
 * else. A boolean's text is {@code true} or {@code false}, as in YAML, not Python's {@code True}.
 */
final class TemplateFilters {

    private static final Pattern SAFE_IN_SHELL = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private TemplateFilters() {}

    /** By name, in order of the alphabet. */
    static Map<String, Filter> all() {
        Map<String, Filter> filters = new TreeMap<>();
        filters.put("default", new OptionalDefault());
        filters.put("d", new OptionalDefault());
        add(filters, "b64encode", List.of(), (input, none) -> base64(text(input)));
        add(filters, "basename", List.of(), (input, none) -> afterLastSlash(text(input)));
        add(filters, "bool", List.of(), (input, none) -> bool(input));
        add(filters, "capitalize", List.of(), (input, none) -> capitalize(text(input)));
        add(filters, "count", List.of(), (input, none) -> length(input));
        add(filters, "dirname", List.of(), (input, none) -> beforeLastSlash(text(input)));
        add(filters, "first", List.of(), (input, none) -> filled(input).getFirst());
        add(filters, "int", List.of("default"), (input, given) -> integer(input, given.getOrDefault("default", 0L)));
        add(
                filters,
                "join",
                List.of("separator"),
                (input, given) -> items(input).stream()
                        .map(TemplateFilters::text)
                        .collect(Collectors.joining(text(given.getOrDefault("separator", "")))));
        add(filters, "last", List.of(), (input, none) -> filled(input).getLast());
        add(filters, "length", List.of(), (input, none) -> length(input));
        add(filters, "lower", List.of(), (input, none) -> text(input).toLowerCase(Locale.ROOT));
        add(filters, "quote", List.of(), (input, none) -> shellQuoted(text(input)));
        add(
                filters,
                "replace",
                List.of("old", "new"),
                (input, given) -> text(input).replace(required(given, "old"), required(given, "new")));
        add(filters, "sort", List.of(), (input, none) -> sorted(items(input)));
        add(filters, "split", List.of("separator"), (input, given) -> split(text(input), given.get("separator")));
        add(filters, "to_json", List.of(), (input, none) -> JsonText.of(input));
        add(filters, "trim", List.of(), (input, none) -> text(input).strip());
        add(
                filters,
                "unique",
                List.of(),
                (input, none) -> items(input).stream().distinct().toList());
        add(filters, "upper", List.of(), (input, none) -> text(input).toUpperCase(Locale.ROOT));
        return filters;
    }

    private static void add(Map<String, Filter> filters, String name, List<String> arguments, NamedFilter.Body body) {
        filters.put(name, new NamedFilter(name, arguments, body));
    }

    private static String text(Object value) {
        return String.valueOf(value);
    }

    private static String required(Map<String, Object> arguments, String name) {
        Object value = arguments.get(name);
        if (value == null) {
            throw new IllegalArgumentException("its argument '" + name + "' is missing");
        }
        return text(value);
    }

    private static List<Object> items(Object input) {
        if (input instanceof Collection<?> collection) {
            return new ArrayList<>(collection);
        }
        if (input instanceof Map<?, ?> map) {
            return new ArrayList<>(map.keySet());
        }
        throw new IllegalArgumentException("'" + input + "' is no list");
    }

    private static List<Object> filled(Object input) {
        List<Object> items = items(input);
        if (items.isEmpty()) {
            throw new IllegalArgumentException("the list is empty");
        }
        return items;
    }

    private static long length(Object input) {
        return input instanceof String text
                ? text.codePointCount(0, text.length())
                : items(input).size();
    }

    private static Object integer(Object input, Object otherwise) {
        if (input instanceof Boolean truth) {
            return truth ? 1L : 0L;
        }
        if (input instanceof Number number) {
            return number.longValue();
        }
        String text = text(input).strip();
        if (text.matches("[+-]?[0-9]{1,18}(\\.[0-9]+)?")) {
            return Long.valueOf(text.replaceFirst("\\..*", ""));
        }
        return otherwise;
    }

    private static boolean bool(Object input) {
        return switch (text(input).toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1", "y", "t" -> true;
            default -> false;
        };
    }

    private static String capitalize(String text) {
        return text.isEmpty()
                ? text
                : text.substring(0, 1).toUpperCase(Locale.ROOT)
                        + text.substring(1).toLowerCase(Locale.ROOT);
    }

    private static List<Object> sorted(List<Object> items) {
        if (items.stream().allMatch(Number.class::isInstance)) {
            items.sort(Comparator.comparingDouble(item -> ((Number) item).doubleValue()));
        } else if (items.stream().allMatch(String.class::isInstance)) {
            items.sort(Comparator.comparing(item -> text(item).toLowerCase(Locale.ROOT)));
        } else {
            throw new IllegalArgumentException("only strings, or only numbers, can be sorted");
        }
        return items;
    }

    private static List<String> split(String text, @Nullable Object separator) {
        if (separator == null) {
            String stripped = text.strip();
            return stripped.isEmpty() ? List.of() : Arrays.asList(stripped.split("\\s+", -1));
        }
        if (text(separator).isEmpty()) {
            throw new IllegalArgumentException("its separator is empty");
        }
        return Arrays.asList(text.split(Pattern.quote(text(separator)), -1));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String afterLastSlash(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String beforeLastSlash(String path) {
        String head = path.substring(0, path.lastIndexOf('/') + 1);
        String trimmed = head.replaceFirst("/+$", "");
        return trimmed.isEmpty() ? head : trimmed;
    }

    private static String shellQuoted(String text) {
        return SAFE_IN_SHELL.matcher(text).matches() ? text : "'" + text.replace("'", "'\"'\"'") + "'";
    }
}

package dev.converge.yaml;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Variables as plain Java values for templates: String, Long, Double, Boolean, List and Map (in the order written), never null. */
public final class YamlValues {

    /** 18 digits always fit a long. */
    private static final Pattern INTEGER = Pattern.compile("-?(?:0|[1-9][0-9]{0,17})");

    private static final Pattern DECIMAL = Pattern.compile("-?(?:0|[1-9][0-9]*)\\.[0-9]+");

    private YamlValues() {}

    /**
     * Plain scalars get Ansible's (YAML 1.1's) types: {@code true yes on 5 1.5}; null is the empty string. A number is one only if it
     * prints as it was written: {@code 0644}, {@code 1.10}, {@code 0x1F}, {@code 1_000} and {@code 1:30} stay strings.
     */
    public static Object of(YamlNode node) {
        return switch (node) {
            case YamlNode.Scalar scalar -> of(scalar);
            case YamlNode.Sequence sequence ->
                sequence.items().stream().map(YamlValues::of).toList();
            case YamlNode.Mapping mapping -> of(mapping);
        };
    }

    /** As {@link #of(YamlNode)}; keys in the order written. */
    public static Map<String, Object> of(YamlNode.Mapping mapping) {
        Map<String, Object> values = new LinkedHashMap<>();
        mapping.entries().forEach(entry -> values.put(entry.key().text(), of(entry.value())));
        return values;
    }

    private static Object of(YamlNode.Scalar scalar) {
        String text = scalar.text();
        if (!scalar.plain()) {
            return text;
        }
        if (scalar.isNull()) {
            return "";
        }
        if (INTEGER.matcher(text).matches()) {
            return text.equals("-0") ? text : Long.valueOf(text);
        }
        if (DECIMAL.matcher(text).matches()) {
            Double number = Double.valueOf(text);
            return number.toString().equals(text) ? number : text;
        }
        return asBoolean(text).<Object>map(value -> value).orElse(text);
    }

    /** {@code true yes on} and {@code false no off}, all lower case, all upper case or capitalised; nothing else. */
    public static Optional<Boolean> asBoolean(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        String capitalised = lower.isEmpty() ? lower : text.charAt(0) + lower.substring(1);
        if (!text.equals(lower) && !text.equals(capitalised) && !text.equals(text.toUpperCase(Locale.ROOT))) {
            return Optional.empty();
        }
        return switch (lower) {
            case "true", "yes", "on" -> Optional.of(true);
            case "false", "no", "off" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}

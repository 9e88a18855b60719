package dev.converge.template;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A value as JSON on one line, spaced and escaped as Ansible's {@code to_json} does. */
final class JsonText {

    private JsonText() {}

    static String of(Object value) {
        return switch (value) {
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> string(String.valueOf(entry.getKey())) + ": " + of(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case Collection<?> items -> items.stream().map(JsonText::of).collect(Collectors.joining(", ", "[", "]"));
            case Number number -> number.toString();
            case Boolean truth -> truth.toString();
            default -> string(value.toString());
        };
    }

    private static String string(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            switch (character) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (character >= ' ' && character <= '~') {
                        json.append(character);
                    } else {
                        json.append(String.format(Locale.ROOT, "\\u%04x", (int) character));
                    }
                }
            }
        }
        return json.append('"').toString();
    }
}

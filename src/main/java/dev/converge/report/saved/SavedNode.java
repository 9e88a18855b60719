package dev.converge.report.saved;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * An object of a saved plan, read member by member. Whatever is missing, of the wrong type or no valid value ends the reading with a message that
 * names the place. So does a member that nobody asks for: it may be what a newer converge has to say about how to carry the plan out.
 */
final class SavedNode {

    private final String place;
    private final JsonObject object;
    private final Set<String> asked = new LinkedHashSet<>();

    private SavedNode(String place, JsonObject object) {
        this.place = place;
        this.object = object;
    }

    static SavedNode root(JsonElement element) {
        return node("", element);
    }

    private static SavedNode node(String place, JsonElement element) {
        if (element instanceof JsonObject object) {
            return new SavedNode(place, object);
        }
        throw wrong(place, "should be an object");
    }

    /** Ends the reading of this object. */
    void end() {
        for (String name : object.keySet()) {
            if (!asked.contains(name)) {
                throw new UnusablePlanException(
                        at(name) + " is nothing this converge knows",
                        "Use the converge that saved the plan, or plan again.");
            }
        }
    }

    /** For members that are told to people only, and follow from others. */
    void skip(String... names) {
        for (String name : names) {
            member(name);
        }
    }

    boolean has(String name) {
        return object.has(name);
    }

    String text(String name) {
        return text(at(name), member(name));
    }

    /** A text that has to be more than a text: what the reader refuses ends the reading here. */
    <T> T value(String name, Function<String, T> reader) {
        return value(at(name), text(name), reader);
    }

    <T> Optional<T> valueOrNull(String name, Function<String, T> reader) {
        JsonElement member = member(name);
        return member instanceof JsonNull
                ? Optional.empty()
                : Optional.of(value(at(name), text(at(name), member), reader));
    }

    <T> List<T> values(String name, Function<String, T> reader) {
        List<T> values = new ArrayList<>();
        items(name).forEach((where, item) -> values.add(value(where, text(where, item), reader)));
        return values;
    }

    int number(String name) {
        return Math.toIntExact(count(name, Integer.MAX_VALUE));
    }

    long count(String name) {
        return count(name, Long.MAX_VALUE);
    }

    private long count(String name, long most) {
        JsonElement member = member(name);
        if (member instanceof JsonPrimitive primitive
                && primitive.isNumber()
                && primitive.getAsString().matches("[0-9]{1,18}")
                && primitive.getAsLong() <= most) {
            return primitive.getAsLong();
        }
        throw wrong(at(name), "should be a whole number");
    }

    boolean truth(String name) {
        if (member(name) instanceof JsonPrimitive primitive && primitive.isBoolean()) {
            return primitive.getAsBoolean();
        }
        throw wrong(at(name), "should be true or false");
    }

    SavedNode child(String name) {
        return node(at(name), member(name));
    }

    Optional<SavedNode> childOrNull(String name) {
        JsonElement member = member(name);
        return member instanceof JsonNull ? Optional.empty() : Optional.of(node(at(name), member));
    }

    List<SavedNode> children(String name) {
        List<SavedNode> children = new ArrayList<>();
        items(name).forEach((where, item) -> children.add(node(where, item)));
        return children;
    }

    /** The names of the members, in their order. */
    Set<String> names() {
        return object.keySet();
    }

    boolean isNull(String name) {
        return member(name) instanceof JsonNull;
    }

    /** What a member turns out to be that could be read by itself. */
    UnusablePlanException refusal(String name, String problem) {
        return wrong(at(name), problem);
    }

    private Map<String, JsonElement> items(String name) {
        if (!(member(name) instanceof JsonArray array)) {
            throw wrong(at(name), "should be a list");
        }
        Map<String, JsonElement> items = new LinkedHashMap<>();
        for (JsonElement item : array) {
            items.put(at(name) + "[" + items.size() + "]", item);
        }
        return items;
    }

    private JsonElement member(String name) {
        asked.add(name);
        JsonElement member = object.get(name);
        if (member == null) {
            throw wrong(at(name), "is missing");
        }
        return member;
    }

    private String at(String name) {
        return place.isEmpty() ? name : place + "." + name;
    }

    private static String text(String place, JsonElement element) {
        if (element instanceof JsonPrimitive primitive && primitive.isString()) {
            return primitive.getAsString();
        }
        throw wrong(place, "should be a text");
    }

    private static <T> T value(String place, String text, Function<String, T> reader) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException invalid) {
            throw wrong(place, "holds what cannot be there").because(invalid);
        }
    }

    private static UnusablePlanException wrong(String place, String problem) {
        return new UnusablePlanException((place.isEmpty() ? "it" : place) + " " + problem, SavedPlanReader.PLAN_AGAIN);
    }
}

package dev.converge.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.networknt.schema.InputFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schemas themselves: a keyword with a typing error in it would hold nobody to anything. */
final class SchemasTest {

    static Stream<Path> schemas() throws IOException {
        try (Stream<Path> files = Files.list(JsonSchema.FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
        }
    }

    @Test
    void thereAreThree() throws IOException {
        assertThat(schemas()).hasSize(3);
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void eachIsASchema(Path schema) {
        assertThat(JsonSchema.ofSchemas().complaints(JsonSchema.read(schema), InputFormat.JSON))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void noObjectMayHaveMembersThatNobodyThoughtOf(Path schema) {
        List<String> open = objects(JsonParser.parseString(JsonSchema.read(schema)))
                .filter(object ->
                        object.has("type") && object.get("type").toString().equals("\"object\""))
                .filter(object -> !object.has("additionalProperties"))
                .map(JsonObject::toString)
                .toList();

        // Those who refer to it are closed by unevaluatedProperties or by additionalProperties of their own.
        assertThat(open).allMatch(text -> text.contains("refId"));
    }

    private static Stream<JsonObject> objects(JsonElement element) {
        if (element.isJsonArray()) {
            return element.getAsJsonArray().asList().stream().flatMap(SchemasTest::objects);
        }
        if (!element.isJsonObject()) {
            return Stream.of();
        }
        JsonObject object = element.getAsJsonObject();
        return Stream.concat(Stream.of(object), object.asMap().values().stream().flatMap(SchemasTest::objects));
    }
}

package dev.converge.schema;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/** One of the schemas of {@code src/test/resources/schemas}, and what it says against a document. */
public record JsonSchema(Schema schema) {

    static final Path FOLDER = Path.of("src/test/resources/schemas");

    public static JsonSchema named(String name) {
        return new JsonSchema(registry().getSchema(read(FOLDER.resolve(name + ".schema.json")), InputFormat.JSON));
    }

    /** The schema of schemas. */
    static JsonSchema ofSchemas() {
        return new JsonSchema(registry().getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema")));
    }

    private static SchemaRegistry registry() {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Where something is wrong, and by which keyword, in order: {@code /groups/0/rules/1/for pattern}. */
    List<String> complaints(String document, InputFormat format) {
        TreeSet<String> complaints = new TreeSet<>();
        schema.validate(
                        document,
                        format,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .forEach(error -> complaints.add(error.getInstanceLocation() + " " + error.getKeyword()
                        + (error.getProperty() == null ? "" : " " + error.getProperty())));
        return List.copyOf(complaints);
    }

    /** The same of JSON. */
    public List<String> complaintsOfJson(String document) {
        return complaints(document, InputFormat.JSON);
    }
}

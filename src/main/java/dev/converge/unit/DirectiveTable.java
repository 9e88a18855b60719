package dev.converge.unit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The resource {@code directives.tsv} as it is looked up: by section, then by name. */
final class DirectiveTable {

    private static final String RESOURCE = "directives.tsv";
    private static final int COLUMNS = 8;

    private final Map<String, Map<String, Directive>> sections = new LinkedHashMap<>();

    private DirectiveTable() {}

    /** Read once, when somebody asks. */
    static DirectiveTable get() {
        return Loaded.TABLE;
    }

    Optional<Directive> find(String section, String name) {
        return Optional.ofNullable(sections.getOrDefault(section, Map.of()).get(name));
    }

    Stream<Directive> inSection(String section) {
        return sections.getOrDefault(section, Map.of()).values().stream();
    }

    private static DirectiveTable load() {
        DirectiveTable table = new DirectiveTable();
        Grammars grammars = new Grammars();
        text().lines().filter(line -> !line.startsWith("#")).forEach(line -> table.add(line.split("\t", -1), grammars));
        return table;
    }

    /** One row may speak for several sections: the resource settings of services are those of sockets and slices. */
    private void add(String[] row, Grammars grammars) {
        if (row.length != COLUMNS) {
            throw new IllegalStateException(RESOURCE + ": not " + COLUMNS + " columns: " + String.join(" | ", row));
        }
        for (String section : row[1].split(" ", -1)) {
            Directive directive = new Directive(
                    row[0],
                    section,
                    Directive.Topic.valueOf(row[2]),
                    Directive.Effect.valueOf(row[3]),
                    grammars.named(row[4]),
                    Directive.Accumulation.valueOf(row[5]),
                    Integer.parseInt(row[6]),
                    Optional.of(row[7]).filter(name -> !name.isEmpty()));
            sections.computeIfAbsent(section, newSection -> new LinkedHashMap<>())
                    .put(row[0], directive);
        }
    }

    private static String text() {
        try (InputStream resource = DirectiveTable.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the jar");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static final class Loaded {
        private static final DirectiveTable TABLE = load();
    }
}

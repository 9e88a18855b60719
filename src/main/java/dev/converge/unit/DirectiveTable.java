package dev.converge.unit;

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
        ResourceTable.rows(RESOURCE, COLUMNS).forEach(row -> table.add(row, grammars));
        return table;
    }

    /** One row may speak for several sections: the resource settings of services are those of sockets and slices. */
    private void add(String[] row, Grammars grammars) {
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

    private static final class Loaded {
        private static final DirectiveTable TABLE = load();
    }
}

package dev.converge.unit;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The resource {@code shown.tsv}: by directive the form in which systemctl shows it and the property, or why that cannot be foretold. */
final class ShownTable {

    private static final String RESOURCE = "shown.tsv";
    private static final int COLUMNS = 3;

    /** @param property the name of the property, by default that of the directive */
    record Row(ShownForm form, String property) {}

    private final Map<String, Row> rows = new HashMap<>();
    private final Map<String, String> reasons = new HashMap<>();

    private ShownTable() {}

    static ShownTable get() {
        return Loaded.TABLE;
    }

    /** A row for one section, {@code Socket.TimeoutSec}, comes before one for all. */
    Optional<Row> find(Directive directive) {
        return find(rows, directive);
    }

    Optional<String> reason(Directive directive) {
        return find(rows, directive).isPresent() ? Optional.empty() : find(reasons, directive);
    }

    private static <T> Optional<T> find(Map<String, T> map, Directive directive) {
        return Optional.ofNullable(map.get(directive.section() + "." + directive.name()))
                .or(() -> Optional.ofNullable(map.get(directive.name())));
    }

    private void add(String[] row) {
        for (String name : row[0].split(" ", -1)) {
            if (row[1].equals("-")) {
                reasons.put(name, row[2]);
            } else {
                String property = row[2].isEmpty() ? name.substring(name.indexOf('.') + 1) : row[2];
                rows.put(name, new Row(ShownForm.named(row[1]), property));
            }
        }
    }

    private static ShownTable load() {
        ShownTable table = new ShownTable();
        ResourceTable.rows(RESOURCE, COLUMNS).forEach(table::add);
        return table;
    }

    private static final class Loaded {
        private static final ShownTable TABLE = load();
    }
}

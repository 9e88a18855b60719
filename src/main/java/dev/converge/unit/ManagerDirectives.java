package dev.converge.unit;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The settings of systemd itself that converge knows, those of systemd-system.conf(5) up to version 262, from {@code manager.tsv}. */
public final class ManagerDirectives {

    private static final String RESOURCE = "manager.tsv";
    private static final int COLUMNS = 7;

    private ManagerDirectives() {}

    public static Optional<ManagerDirective> find(String name) {
        return Optional.ofNullable(Loaded.TABLE.get(name));
    }

    /** In alphabetical order, for suggestions. Legacy names are left out. */
    public static List<String> names() {
        return Loaded.TABLE.values().stream()
                .filter(directive -> directive.replacedBy().isEmpty())
                .map(ManagerDirective::name)
                .toList();
    }

    private static SortedMap<String, ManagerDirective> load() {
        SortedMap<String, ManagerDirective> table = new TreeMap<>();
        Grammars grammars = new Grammars();
        ResourceTable.rows(RESOURCE, COLUMNS)
                .map(row -> directive(row, grammars))
                .forEach(directive -> table.put(directive.name(), directive));
        return table;
    }

    private static ManagerDirective directive(String[] row, Grammars grammars) {
        return new ManagerDirective(
                row[0],
                ManagerDirective.Moment.valueOf(row[1]),
                ManagerDirective.Moment.valueOf(row[2]),
                grammars.named(row[3]),
                row[4].equals("list"),
                Integer.parseInt(row[5]),
                Optional.of(row[6]).filter(name -> !name.isEmpty()));
    }

    private static final class Loaded {
        private static final SortedMap<String, ManagerDirective> TABLE = load();
    }
}

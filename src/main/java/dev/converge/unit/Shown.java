package dev.converge.unit;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * How {@code systemctl show} spells what a unit sets: {@code RestartSec=90} is {@code RestartUSec=1min 30s} there. Known for the
 * directives that the resource {@code shown.tsv} has a form for; of all others it says why systemctl's text cannot be foretold. OracleIT
 * holds it against systemd 247, 252 and 257.
 */
public final class Shown {

    private Shown() {}

    /** How a property holds what the unit sets. */
    public enum Match {
        /** The property is this one text. */
        TEXT,
        /** The property has these words in this order. */
        LIST,
        /** The property has these words, in whatever order. */
        WORDS,
        /** The property has these words, and may have others that systemd adds by itself. */
        AMONG_WORDS,
        /** The property has lines that begin like this, each and no others, in this order. */
        LINES,
        /** The property has lines that begin like this, and may have others. */
        AMONG_LINES
    }

    /** @param values one for {@link Match#TEXT}, else words or beginnings of lines */
    public record Property(String name, Match match, List<String> values) {

        public Property {
            values = List.copyOf(values);
        }

        /** The values as one text: words with blanks between them, lines with line ends. */
        public String text() {
            return String.join(isOfLines() ? "\n" : " ", values);
        }

        /** @param printed what systemctl prints after the equals sign; of a property that it prints several times all, one a line */
        public boolean agreesWith(String printed) {
            return switch (match) {
                case TEXT -> printed.equals(values.getFirst());
                case LIST -> words(printed).equals(values);
                case WORDS -> new TreeSet<>(words(printed)).equals(new TreeSet<>(values));
                case AMONG_WORDS -> words(printed).containsAll(values);
                case LINES -> {
                    List<String> lines = printed.lines().toList();
                    yield lines.size() == values.size() && beginLike(lines);
                }
                case AMONG_LINES ->
                    values.stream().allMatch(start -> printed.lines().anyMatch(line -> line.startsWith(start)));
            };
        }

        private boolean beginLike(List<String> lines) {
            for (int i = 0; i < lines.size(); i++) {
                if (!lines.get(i).startsWith(values.get(i))) {
                    return false;
                }
            }
            return true;
        }

        /** Words with more than letters in them are quoted. */
        private static List<String> words(String printed) {
            return Words.of(printed).stream()
                    .map(word -> word.replace("\\\\", "\\"))
                    .toList();
        }

        private boolean isOfLines() {
            return switch (match) {
                case LINES, AMONG_LINES -> true;
                case TEXT, LIST, WORDS, AMONG_WORDS -> false;
            };
        }
    }

    /**
     * The properties a directive shows in.
     *
     * @param tree where the unit and those it names are
     * @param values those that count, as written and in their order; at least one, and all accepted by the directive's grammar
     * @return nothing where systemctl's text is not known exactly: for the directive, or for one of the values, such as one with a
     *     specifier that only the running host can resolve
     */
    public static List<Property> of(UnitTree tree, UnitName unit, Directive directive, List<String> values) {
        UnitName main = tree.mainName(unit);
        if (!main.equals(unit) && values.stream().anyMatch(Shown::dependsOnTheName)) {
            return List.of();
        }
        return ShownTable.get()
                .find(directive)
                .map(row -> properties(row, new ShownForm.Setting(tree, main, directive, row.property(), values)))
                .orElse(List.of());
    }

    /** What the unit's name means to a value differs by the name that a unit with aliases was first loaded by. */
    private static boolean dependsOnTheName(String value) {
        return value.contains("%") || value.contains("@.");
    }

    /**
     * The properties worth asking for to compare what units of a type set: all but those that print free text, which could look like
     * another property (SYSTEMD.md 1). In alphabetical order.
     */
    public static List<String> comparable(UnitType type) {
        return Directives.namesFor(type).stream()
                .flatMap(name -> Directives.find(type, name).stream())
                .flatMap(directive -> ShownTable.get().find(directive).stream())
                .filter(row -> row.form().isOneLine())
                .flatMap(row -> row.form().names(row.property()).stream())
                .distinct()
                .sorted()
                .toList();
    }

    private static List<Property> properties(ShownTable.Row row, ShownForm.Setting setting) {
        if (row.form().takesSpecifiers()) {
            return row.form().properties(setting);
        }
        List<String> resolved = Specifiers.ofValues(setting.unit()).expand(setting.values());
        return resolved.size() < setting.values().size()
                ? List.of()
                : row.form().properties(setting.with(resolved));
    }

    /** Why nothing can be foretold of a directive; nothing for those that can, and for those that nobody has looked at. */
    public static Optional<String> reason(Directive directive) {
        return ShownTable.get().reason(directive);
    }
}

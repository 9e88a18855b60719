package dev.converge.yaml;

import dev.converge.problem.SourceSpot;
import java.util.List;

/** A node of a YAML document and where it stands. */
public sealed interface YamlNode {

    SourceSpot spot();

    /**
     * @param text as written, quotes and escapes of the YAML resolved: {@code no}, {@code 0644} and {@code 1:30} stay what they are
     * @param plain whether it stood without quotes, so that {@code 5} and {@code true} may mean a number and a boolean
     * @param literal whether it is a {@code |} block, whose lines are those of the file, from the one below the spot
     */
    record Scalar(SourceSpot spot, String text, boolean plain, boolean literal) implements YamlNode {

        public Scalar(SourceSpot spot, String text, boolean plain) {
            this(spot, text, plain, false);
        }

        /** Whether this is an empty or {@code null} or {@code ~} plain scalar. */
        public boolean isNull() {
            return plain && (text.isEmpty() || text.equals("null") || text.equals("~"));
        }
    }

    record Sequence(SourceSpot spot, List<YamlNode> items) implements YamlNode {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** @param entries in the order written, each key once */
    record Mapping(SourceSpot spot, List<Entry> entries) implements YamlNode {
        public Mapping {
            entries = List.copyOf(entries);
        }
    }

    /** One {@code key: value}. */
    record Entry(Scalar key, YamlNode value) {}
}

package dev.converge.desired;

import dev.converge.problem.Problems;
import dev.converge.problem.SourceSpot;
import java.util.Collections;
import java.util.List;

/** Finds the place in the operator's files that a line of a text on the host was written at. */
@FunctionalInterface
interface LineOrigin {

    /**
     * @param place of the line, or of the whole text where the line is not known
     * @param prefix for a message: empty where the place says it all
     */
    record Origin(SourceSpot place, String prefix) {}

    /** @param line of the text, from 1 */
    Origin of(int line);

    /** Adds a problem about a line of the text. */
    default void report(int line, String message, String remedy, Problems problems) {
        Origin origin = of(line);
        problems.add(origin.place(), origin.prefix() + message, remedy);
    }

    /** The file is the text. */
    static LineOrigin copied(String file) {
        return line -> new Origin(new SourceSpot(file, line, 0), "");
    }

    /** Every line has the place given for it. */
    static LineOrigin listed(List<SourceSpot> places) {
        return line -> new Origin(places.get(line - 1), "");
    }

    /** A text inside a playbook, whose lines YAML may have folded. */
    static LineOrigin inline(SourceSpot spot) {
        return line -> new Origin(spot, "line " + line + " of the content: ");
    }

    /**
     * A template and what became of it. Conditions and loops shift lines, so a line counts as found when its text stands in the template
     * exactly once, or when no line was added or removed.
     */
    static LineOrigin rendered(String file, String template, String rendered) {
        List<String> written = template.lines().toList();
        List<String> made = rendered.lines().toList();
        return line -> {
            String text = line <= made.size() ? made.get(line - 1) : "";
            if (Collections.frequency(written, text) == 1) {
                return new Origin(new SourceSpot(file, written.indexOf(text) + 1, 0), "");
            }
            return written.size() == made.size()
                    ? new Origin(new SourceSpot(file, line, 0), "")
                    : new Origin(SourceSpot.wholeFile(file), "line " + line + " of the rendered text: ");
        };
    }
}

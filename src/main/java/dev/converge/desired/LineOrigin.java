package dev.converge.desired;

import dev.converge.playbook.Text;
import dev.converge.problem.Problems;
import dev.converge.problem.SourceSpot;
import java.util.List;
import java.util.function.IntFunction;

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

    /** A text inside a playbook and what became of it; other than a {@code |} block, YAML may have folded its lines. */
    static LineOrigin inline(Text text, String evaluated) {
        SourceSpot spot = text.spot();
        return text.literal()
                ? matched(text.raw(), evaluated, spot, line -> new SourceSpot(spot.file(), spot.line() + line, 0))
                : line -> new Origin(spot, "line " + line + " of the content: ");
    }

    /** A template and what became of it. */
    static LineOrigin rendered(String file, String template, String rendered) {
        return matched(template, rendered, SourceSpot.wholeFile(file), line -> new SourceSpot(file, line, 0));
    }

    private static LineOrigin matched(String source, String result, SourceSpot whole, IntFunction<SourceSpot> lineOf) {
        LineMatch match = new LineMatch(source, result);
        return line -> match.sourceOf(line)
                .map(found -> new Origin(lineOf.apply(found), ""))
                .orElse(new Origin(whole, "line " + line + " of the rendered text: "));
    }
}

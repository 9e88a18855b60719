package dev.converge.report;

import dev.converge.problem.Problem;
import dev.converge.problem.Problems;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** Problems as the terminal shows them: {@code FILE:LINE:COLUMN: MESSAGE}, as compilers write it, and below it, indented, what to do. */
public final class ProblemText {

    private ProblemText() {}

    /** All problems in order, each line ended; empty when there is none. */
    public static String of(Problems problems) {
        StringWriter text = new StringWriter();
        Page page = new Page(new PrintWriter(text), Palette.NONE);
        problems.sorted().forEach(problem -> write(page, problem));
        page.flush();
        return text.toString();
    }

    /** All problems and how many there are. */
    public static void write(Page page, Problems problems) {
        List<Problem> sorted = problems.sorted();
        sorted.forEach(problem -> write(page, problem));
        page.line(0, Span.of(Tone.BAD, Counted.of(sorted.size(), "problem")), Span.of("; no host was contacted"));
        page.flush();
    }

    private static void write(Page page, Problem problem) {
        page.line(0, Span.of(Tone.STRONG, problem.spot() + ":"), Span.of(" " + problem.message()));
        page.block(4, Tone.PLAIN, problem.remedy());
    }
}

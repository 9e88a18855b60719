package dev.converge.report;

import com.google.gson.stream.JsonWriter;
import dev.converge.engine.Work;
import dev.converge.problem.Problem;
import dev.converge.problem.Problems;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;

/** What {@code validate} found. */
public final class ValidationReport {

    private ValidationReport() {}

    /** All is well. What is not is {@link ProblemText}'s. */
    public static void text(Page page, Work work) {
        page.line(
                0,
                Span.of(Tone.GOOD, "Valid"),
                Span.of(": " + Counted.of(work.plays(), "play") + " for "
                        + Counted.of(work.tasks().size(), "host") + "."));
        page.flush();
    }

    /** {@code {"format": 1, "valid": …, "plays": n, "hosts": n, "problems": [{"file", "line", "column", "message", "remedy"}]}}. */
    public static void json(PrintWriter out, Work work, Problems problems) {
        try {
            JsonWriter json = new JsonWriter(new JsonText(out));
            json.setIndent("  ");
            json.beginObject().name("format").value(1);
            json.name("valid").value(problems.isEmpty());
            json.name("plays").value(work.plays());
            json.name("hosts").value(work.tasks().size());
            json.name("problems").beginArray();
            for (Problem problem : problems.sorted()) {
                json.beginObject();
                json.name("file").value(problem.spot().file());
                json.name("line").value(problem.spot().line());
                json.name("column").value(problem.spot().column());
                json.name("message").value(problem.message());
                json.name("remedy").value(problem.remedy());
                json.endObject();
            }
            json.endArray().endObject().flush();
            out.print('\n');
            out.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a PrintWriter never throws", impossible);
        }
    }
}

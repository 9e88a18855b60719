package dev.converge.report;

import dev.converge.engine.ExplainResult;
import java.io.PrintWriter;

/** A unit explained, for people or for programs. */
public final class ExplainReport {

    private ExplainReport() {}

    /** @param page where failures go too, because they are the answer */
    public static void text(Page page, ExplainResult result) {
        switch (result) {
            case ExplainResult.Explained explained -> new ExplanationText(page, explained).write();
            case ExplainResult.NoSuchUnit missing -> missing(page, missing);
            case ExplainResult.Failed failed -> FailureText.write(page, failed.host(), failed.failure());
        }
        page.flush();
    }

    private static void missing(Page page, ExplainResult.NoSuchUnit missing) {
        page.line(
                0,
                Span.of(Tone.BAD, missing.host() + ": "),
                Span.of("there is no unit " + missing.asked() + ", and no file, link or process of one"));
        if (!missing.nearest().isEmpty()) {
            page.line(4, Span.of("Near it are:"));
            missing.nearest().forEach(unit -> page.line(6, Span.of(unit)));
        }
    }

    /** One document; what it holds is in docs/explain.md. */
    public static void json(PrintWriter out, ExplainResult result) {
        JsonExplanation.write(out, result);
    }
}

package dev.converge.report;

import dev.converge.engine.HistoryResult;
import java.io.PrintWriter;

/** The runs of a host, for people or for programs. */
public final class HistoryReport {

    private HistoryReport() {}

    /** @param page where failures go too, because they are the answer */
    public static void text(Page page, HistoryResult result) {
        switch (result) {
            case HistoryResult.Told told -> new HistoryText(page, told.host(), told.history()).all();
            case HistoryResult.ToldOf told -> new HistoryText(page, told.host(), told.history()).one(told.run());
            case HistoryResult.NoSuchRun missing -> missing(page, missing);
            case HistoryResult.Failed failed -> FailureText.write(page, failed.host(), failed.failure());
        }
        page.flush();
    }

    private static void missing(Page page, HistoryResult.NoSuchRun missing) {
        page.line(
                0,
                Span.of(Tone.BAD, missing.host() + ": "),
                Span.of("it has no record of a run '" + missing.asked() + "'"
                        + (missing.advice().isEmpty() ? "" : "; " + missing.advice())));
    }

    /** One document; what it holds is in docs/history.md. */
    public static void json(PrintWriter out, HistoryResult result) {
        JsonHistory.write(out, result);
    }
}

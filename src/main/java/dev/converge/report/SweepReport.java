package dev.converge.report;

import dev.converge.engine.SweepResult;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;

/** What a sweep found, for people or for programs. */
public final class SweepReport {

    private SweepReport() {}

    /** The worst hosts first; those that are fine have one line. */
    public static void text(Page page, List<SweepResult> results) {
        SweepText.write(page, results);
        page.flush();
    }

    /**
     * One document; its form is in docs/check.md.
     *
     * @param time when the sweep began
     */
    public static void json(PrintWriter out, Instant time, List<SweepResult> results) {
        SweepJson.write(out, time, results);
    }
}

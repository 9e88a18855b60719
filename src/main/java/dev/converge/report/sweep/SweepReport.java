package dev.converge.report.sweep;

import dev.converge.report.Page;
import java.io.PrintWriter;
import java.io.StringWriter;

/** What a sweep found, for people or for programs. */
public final class SweepReport {

    private SweepReport() {}

    /** The worst hosts first; those that are fine have one line. */
    public static void text(Page page, FleetSweep sweep) {
        SweepText.write(page, sweep);
        page.flush();
    }

    /** One document; its form is in docs/check.md. */
    public static void json(PrintWriter out, FleetSweep sweep) {
        SweepJson.write(out, sweep);
        out.flush();
    }

    /** The same document for a file, which {@link EarlierSweepReader} reads. */
    public static String json(FleetSweep sweep) {
        StringWriter text = new StringWriter();
        SweepJson.write(text, sweep);
        return text.toString();
    }
}

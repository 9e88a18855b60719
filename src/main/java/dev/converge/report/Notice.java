package dev.converge.report;

import java.io.PrintWriter;

/** Remarks beside a report, on standard error. Like a report they may hold text of any origin, and are made safe to show. */
public final class Notice {

    private final PrintWriter err;

    public Notice(PrintWriter err) {
        this.err = err;
    }

    /** A text as a line of its own. */
    public void line(String text) {
        err.println(Visible.of(text));
    }

    /** Where an exception came from, with all that its message says: a line for each call. */
    public void trace(String trace) {
        trace.lines().forEach(line -> err.println(indent(line) + Visible.of(line.stripLeading())));
    }

    /** The JDK puts a tab before each call. */
    private static String indent(String line) {
        return line.startsWith("\t") ? "\t" : "";
    }

    /** A question for the operator, to be printed by whoever waits for the answer. */
    public static String question(String text) {
        return Visible.of(text);
    }
}

package dev.converge.report;

import java.io.PrintWriter;

/**
 * The one way from our reports to a terminal or a file: lines of spans, each span made safe to show, newlines only between lines.
 */
public final class Page {

    private final PrintWriter out;
    private final Palette palette;

    public Page(PrintWriter out, Palette palette) {
        this.out = out;
        this.palette = palette;
    }

    /** An empty line. */
    public void line() {
        out.print('\n');
    }

    public void line(int indent, Span... spans) {
        out.print(" ".repeat(indent));
        for (Span span : spans) {
            out.print(palette.paint(span.tone(), Visible.of(span.text())));
        }
        out.print('\n');
    }

    /** A text that may be of several lines, each of them indented. */
    public void block(int indent, Tone tone, String text) {
        text.lines().filter(line -> !line.isBlank()).forEach(line -> line(indent, Span.of(tone, line)));
    }

    public void flush() {
        out.flush();
    }
}

package dev.converge.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Where an exception came from, as the JDK tells it. */
final class StackTrace {

    private StackTrace() {}

    static String of(Throwable exception) {
        StringWriter trace = new StringWriter();
        exception.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}

package dev.converge.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Runs converge inside the test, away from any terminal. */
record Cli(int status, String out, String err) {

    static Cli run(String... arguments) {
        return run(Connections::new, arguments);
    }

    static Cli run(Wiring wiring, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal = Terminal.away(new PrintWriter(out), new PrintWriter(err));
        int status = new Program(terminal, wiring).run(arguments);
        return new Cli(status, out.toString(), err.toString());
    }
}

package dev.converge.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;

/** Runs converge inside the test, away from any terminal. */
record Cli(int status, String out, String err) {

    static Cli run(String... arguments) {
        return run(Connections::new, arguments);
    }

    static Cli run(Wiring wiring, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), false, false, Optional.empty());
        int status = new Program(terminal, wiring).run(arguments);
        return new Cli(status, out.toString(), err.toString());
    }
}

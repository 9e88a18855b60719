package dev.converge.cli;

import dev.converge.engine.HostResult;
import dev.converge.engine.Stage;
import dev.converge.host.HostName;
import java.io.PrintWriter;

/** A line for each host that ends, for pipes and logs. */
final class LineDisplay implements Display {

    private final PrintWriter err;
    private final int hosts;
    private int ended;

    LineDisplay(PrintWriter err, int hosts) {
        this.err = err;
        this.hosts = hosts;
    }

    @Override
    public void begins(HostName host, Stage stage) {}

    @Override
    public synchronized void ended(HostResult result) {
        ended++;
        err.println("[" + ended + "/" + hosts + "] " + result.host() + ": " + Words.of(result));
        err.flush();
    }

    @Override
    public void close() {}
}

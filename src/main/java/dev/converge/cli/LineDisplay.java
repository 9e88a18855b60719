package dev.converge.cli;

import dev.converge.engine.Batch;
import dev.converge.engine.HostResult;
import dev.converge.engine.Stage;
import dev.converge.engine.SweepResult;
import dev.converge.host.HostName;
import java.io.PrintWriter;
import java.time.Duration;

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
    public synchronized void begins(Batch batch) {
        line(Words.of(batch));
    }

    @Override
    public synchronized void pauses(Duration span) {
        line(Words.pause(span));
    }

    @Override
    public synchronized void ended(HostResult result) {
        // A host that is undone had ended before.
        ended = Math.min(ended + 1, hosts);
        line("[" + ended + "/" + hosts + "] " + result.host() + ": " + Words.of(result));
    }

    @Override
    public synchronized void swept(SweepResult result) {
        ended++;
        line("[" + ended + "/" + hosts + "] " + result.host() + ": " + Words.of(result));
    }

    private void line(String text) {
        err.println(text);
        err.flush();
    }

    @Override
    public void close() {}
}

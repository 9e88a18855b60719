package dev.converge.cli;

import dev.converge.engine.Batch;
import dev.converge.engine.HostResult;
import dev.converge.engine.Stage;
import dev.converge.engine.SweepResult;
import dev.converge.host.HostName;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A line for each busy host and one for all, drawn over and over at the bottom of a terminal. The first picture comes after a moment, so
 * that quick runs show none; closing wipes it away. The cursor is never hidden, so an interrupted run leaves nothing to repair.
 */
final class LiveDisplay implements Display {

    private static final Duration PERIOD = Duration.ofMillis(200);
    private static final int MOST_LINES = 12;

    private record Busy(Stage stage, long since) {}

    private final PrintWriter err;
    private final int hosts;
    private final Map<HostName, Busy> busy = new TreeMap<>();
    private final Thread painter = new Thread(this::paint, "display");
    private String phase = "";
    private int ended;
    private int drawn;

    LiveDisplay(PrintWriter err, int hosts) {
        this.err = err;
        this.hosts = hosts;
        painter.setDaemon(true);
        painter.start();
    }

    @Override
    public synchronized void begins(HostName host, Stage stage) {
        busy.put(host, new Busy(stage, System.nanoTime()));
    }

    @Override
    public synchronized void begins(Batch batch) {
        phase = "; " + Words.of(batch);
    }

    @Override
    public synchronized void pauses(Duration span) {
        phase = "; " + Words.pause(span);
    }

    @Override
    public synchronized void ended(HostResult result) {
        busy.remove(result.host());
        // A host that is undone had ended before.
        ended = Math.min(ended + 1, hosts);
    }

    @Override
    public synchronized void swept(SweepResult result) {
        busy.remove(result.host());
        ended++;
    }

    @Override
    public void close() {
        painter.interrupt();
        wipe();
    }

    /** Takes the picture away while something else is on the terminal. */
    synchronized <T> T aside(Supplier<T> other) {
        wipe();
        return other.get();
    }

    private void paint() {
        try {
            while (true) {
                Thread.sleep(PERIOD);
                draw();
            }
        } catch (InterruptedException closed) {
            // close() wipes
        }
    }

    private synchronized void draw() {
        if (painter.isInterrupted()) {
            return;
        }
        wipe();
        long now = System.nanoTime();
        busy.entrySet().stream().limit(MOST_LINES).forEach(entry -> {
            Busy state = entry.getValue();
            long seconds = Duration.ofNanos(now - state.since()).toSeconds();
            line("  " + entry.getKey() + "  " + Words.of(state.stage()) + "  " + seconds + " s");
        });
        if (busy.size() > MOST_LINES) {
            line("  and " + (busy.size() - MOST_LINES) + " more");
        }
        line(ended + " of " + hosts + (hosts == 1 ? " host" : " hosts") + phase);
        err.flush();
    }

    private void line(String text) {
        err.println(text);
        drawn++;
    }

    private synchronized void wipe() {
        if (drawn > 0) {
            err.print("\u001b[" + drawn + "A\u001b[J");
            err.flush();
            drawn = 0;
        }
    }
}

package dev.converge.cli;

import dev.converge.engine.Interruption;
import java.io.PrintWriter;

/**
 * What Ctrl-C (SIGINT) and SIGTERM do to a run, until it is closed. As long as nothing is being changed, the first leaves at once. From then on
 * the first lets the hosts under way come to their end and begins no further one, and the second leaves at once: each host ends whole by
 * itself.
 */
final class Interrupts implements AutoCloseable {

    private static final int STATUS = ExitStatus.INTERRUPTED.number();

    private final PrintWriter err;
    private final Screen screen;
    private final Interruption interruption = new Interruption();
    private final Runnable forgetInt;
    private final Runnable forgetTerm;
    private boolean changing;

    private Interrupts(PrintWriter err, Screen screen) {
        this.err = err;
        this.screen = screen;
        forgetInt = Signals.handle("INT", this::interrupted);
        forgetTerm = Signals.handle("TERM", this::interrupted);
    }

    /** @param screen that has to step aside for a message */
    static Interrupts watch(PrintWriter err, Screen screen) {
        return new Interrupts(err, screen);
    }

    /** From here on hosts are being changed. */
    synchronized Interruption changing() {
        changing = true;
        return interruption;
    }

    /** Whether the run was interrupted while hosts were being changed. */
    boolean isAsked() {
        return interruption.isAsked();
    }

    @Override
    public void close() {
        forgetInt.run();
        forgetTerm.run();
    }

    private void interrupted() {
        leaveUnlessChanging();
        if (asksFirst()) {
            screen.note("Interrupted: no further host is begun; those under way come to their end first."
                    + "\nPress Ctrl-C again to leave at once.");
        } else {
            leaveHosts();
        }
    }

    private synchronized boolean asksFirst() {
        boolean first = !interruption.isAsked();
        interruption.ask();
        return first;
    }

    /**
     * In an orderly way, because a question without echo may stand on the terminal, and the JVM turns the echo on again. Keeps
     * {@link #changing()} waiting meanwhile, so that nothing is changed once this was said.
     */
    private synchronized void leaveUnlessChanging() {
        if (!changing) {
            tell("Interrupted. Nothing was changed.");
            System.exit(STATUS);
        }
    }

    private void leaveHosts() {
        tell(
                "Interrupted again, leaving now. Each host that was begun ends whole by itself: as planned, or as it was before."
                        + "\nTo see which: converge plan");
        Runtime.getRuntime().halt(STATUS);
    }

    private void tell(String text) {
        err.println();
        err.println(text);
        err.flush();
    }
}

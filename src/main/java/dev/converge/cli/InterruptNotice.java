package dev.converge.cli;

import java.io.PrintWriter;
import java.util.function.Supplier;

/** While hosts are being changed: tells whoever presses Ctrl-C what becomes of them. */
final class InterruptNotice {

    private InterruptNotice() {}

    static <T> T during(Supplier<T> work, PrintWriter err) {
        Thread notice = new Thread(() -> print(err));
        Runtime.getRuntime().addShutdownHook(notice);
        try {
            return work.get();
        } finally {
            withdraw(notice);
        }
    }

    private static void print(PrintWriter err) {
        err.println();
        err.println("Interrupted. Each host that was being changed finishes or undoes that by itself.");
        err.println("To see which: converge plan");
        err.flush();
    }

    private static void withdraw(Thread notice) {
        try {
            Runtime.getRuntime().removeShutdownHook(notice);
        } catch (IllegalStateException alreadyEnding) {
            // it is being printed
        }
    }
}

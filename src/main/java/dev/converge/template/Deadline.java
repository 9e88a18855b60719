package dev.converge.template;

import java.time.Duration;

/**
 * Ends a rendering that takes too long, without a second thread: the rendering itself asks, at the begin of every block of every template.
 */
final class Deadline {

    static final Duration LIMIT = Duration.ofSeconds(5);

    /** The rendering is given up. */
    static final class PassedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        PassedException() {
            super("rendering takes longer than " + LIMIT, null, false, false);
        }
    }

    /** When the rendering on this thread has to be done, on the clock of {@link System#nanoTime()}. */
    private static final ThreadLocal<Long> END = new ThreadLocal<>();

    private Deadline() {}

    /** From now on, for what this thread renders until {@link #stop()}. */
    static void start() {
        END.set(System.nanoTime() + LIMIT.toNanos());
    }

    static void check() throws PassedException {
        Long end = END.get();
        if (end != null && System.nanoTime() - end > 0) {
            throw new PassedException();
        }
    }

    static void stop() {
        END.remove();
    }
}

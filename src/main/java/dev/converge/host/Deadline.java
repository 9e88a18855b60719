package dev.converge.host;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends something that would block for ever: a read from a silent host, a command that does not return. Library timeouts do not end an
 * endless drip, so the action closes what is being waited for and the wait fails.
 *
 * <p>No thread waits for a deadline, and one that is closed in time leaves nothing behind.
 */
public final class Deadline implements AutoCloseable {

    private final CompletableFuture<Void> finished = new CompletableFuture<>();
    private volatile boolean expired;

    /** @param onExpiry runs once, on a thread of the JDK, when the time is over and {@link #close()} was not called; it must not block */
    @SuppressWarnings("FutureReturnValueIgnored") // it carries no more than the action, which has nobody to report to
    public Deadline(Duration time, Runnable onExpiry) {
        finished.orTimeout(time.toMillis(), TimeUnit.MILLISECONDS).whenComplete((nothing, failure) -> {
            if (failure instanceof TimeoutException) {
                expired = true;
                onExpiry.run();
            }
        });
    }

    public boolean expired() {
        return expired;
    }

    /** The awaited has happened. */
    @Override
    public void close() {
        finished.complete(null);
    }
}

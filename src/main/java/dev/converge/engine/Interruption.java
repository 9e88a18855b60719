package dev.converge.engine;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The operator's wish that no further host be begun. Safe for use by many threads; once asked for, it stays. */
public final class Interruption {

    private final CountDownLatch asked = new CountDownLatch(1);

    public void ask() {
        asked.countDown();
    }

    public boolean isAsked() {
        return asked.getCount() == 0;
    }

    /**
     * Waits so long, or until the operator asks.
     *
     * @return whether the operator asked
     */
    boolean within(Duration span) {
        try {
            return asked.await(span.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return isAsked();
        }
    }
}

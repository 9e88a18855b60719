package dev.converge.unit;

/**
 * How often a service may start, and whether that ever stops a crash loop (SYSTEMD.md 5): the window is fixed and begins with the first
 * start, so with a service that fails at once the limit trips only if {@code burst x restartSec < interval}.
 *
 * @param interval length of the window; zero means no limit
 * @param burst starts allowed in it; zero means no limit
 * @param restartSec pause before each automatic restart
 */
public record StartLimit(TimeSpan interval, long burst, TimeSpan restartSec) {

    /** The limit in force for a service: its own values, else systemd's defaults of 5 starts in 10 s and a pause of 100 ms. */
    public static StartLimit of(MergedUnit service) {
        throw new UnsupportedOperationException();
    }

    /** Whether a service that fails at once stops restarting. */
    public boolean trips() {
        throw new UnsupportedOperationException();
    }

    /** The numbers, for people: {@code 5 starts x 3s = 15s, longer than the window of 10s: the limit is never reached}. */
    public String arithmetic() {
        throw new UnsupportedOperationException();
    }

    /** The smallest window, in a round figure, that makes this burst and pause a limit; for "write StartLimitIntervalSec=...". */
    public TimeSpan smallestEffectiveInterval() {
        throw new UnsupportedOperationException();
    }

    /** Automatic restarts a day when nothing ever stops the loop, for a service that fails at once. */
    public long restartsPerDay() {
        throw new UnsupportedOperationException();
    }
}

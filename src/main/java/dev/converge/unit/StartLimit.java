package dev.converge.unit;

import java.util.Optional;

/**
 * How often a service may start, and whether that ever stops a crash loop (SYSTEMD.md 5): the window is fixed and begins with the first
 * start, and the loop ends only when as many starts as the burst come back within it.
 *
 * @param interval length of the window; zero means no limit
 * @param burst starts allowed in it; zero means no limit
 * @param pause before each automatic restart
 * @param timeToFail from each start to its failure; zero for a service that fails at once
 */
public record StartLimit(TimeSpan interval, long burst, RestartPause pause, TimeSpan timeToFail) {

    /** What each restart takes beside pause and run: 0.15 to 0.3 s were measured. */
    private static final TimeSpan OVERHEAD = TimeSpan.ofMillis(300);

    /** The time a service is given to fail after its start: one that fails within it must be caught as well. */
    private static final TimeSpan GRACE = TimeSpan.ofSeconds(1);

    /** Whether the limit stops a loop. */
    public enum Reach {
        /** In the first window, whatever the host is busy with. */
        ALWAYS,
        /** The starts fill the window so nearly that what each takes itself decides, and that is chance. */
        BY_CHANCE,
        NEVER
    }

    public StartLimit {
        if (burst < 0) {
            throw new IllegalArgumentException("a negative number of starts: " + burst);
        }
    }

    /**
     * The limit in force for a service: its own values, else the host's defaults. The interval and the burst have old names and places that
     * systemd still reads, {@code [Service] StartLimitInterval=} for one; of them all the last counts.
     */
    public static StartLimit of(MergedUnit service, ManagerDefaults defaults) {
        return new StartLimit(
                service.span("Unit", "StartLimitIntervalSec").orElse(defaults.startLimitInterval()),
                service.value("Unit", "StartLimitBurst")
                        .flatMap(setting -> Numbers.unsignedInt(setting.value()))
                        .orElse(defaults.startLimitBurst()),
                RestartPause.of(service, defaults),
                StartDuration.known(service));
    }

    /**
     * The limit for starts that hang until {@code TimeoutStartSec=}.
     *
     * @return nothing when such a start does not end or is not restarted
     */
    public static Optional<StartLimit> whenStartsHang(MergedUnit service, ManagerDefaults defaults) {
        StartLimit limit = of(service, defaults);
        return StartDuration.hanging(service, defaults)
                .map(time -> limit.failingAfter(limit.timeToFail().plus(time)));
    }

    /** Whether all numbers are those that systemd takes when nobody says anything. */
    public boolean isBuiltIn() {
        return equals(new StartLimit(
                ManagerDefaults.BUILT_IN.startLimitInterval(),
                ManagerDefaults.BUILT_IN.startLimitBurst(),
                RestartPause.constant(ManagerDefaults.BUILT_IN.restartSec()),
                TimeSpan.ZERO));
    }

    /** The same limit for a service that fails so long after each start. */
    public StartLimit failingAfter(TimeSpan time) {
        return new StartLimit(interval, burst, pause, time);
    }

    public Reach reach() {
        if (!isOn()) {
            return Reach.NEVER;
        }
        if (interval.isInfinite() || longestTimeToBurst().compareTo(interval) <= 0) {
            return Reach.ALWAYS;
        }
        return timeToBurst().compareTo(interval) < 0 ? Reach.BY_CHANCE : Reach.NEVER;
    }

    /** Whether the window is twice as long as it must be to stop a service that takes a second longer to fail. */
    public boolean hasMargin() {
        return reach() == Reach.ALWAYS
                && (interval.isInfinite() || windowFor(burst).compareTo(interval) <= 0);
    }

    /** The window that stops so many starts with a margin: twice what they take with a second more for each to fail. */
    TimeSpan windowFor(long starts) {
        return withGrace(starts).times(2);
    }

    /** How late after its start a service may fail and is stopped all the same; zero when that is not known of any. */
    public TimeSpan catchesFailuresWithin() {
        if (reach() != Reach.ALWAYS || interval.isInfinite()) {
            return reach() == Reach.ALWAYS ? TimeSpan.INFINITY : TimeSpan.ZERO;
        }
        long left = interval.micros() - longestTimeToBurst().micros();
        return timeToFail.plus(TimeSpan.ofMillis(left / burst / 1000));
    }

    /** Whether there is a limit at all: an interval or a burst of zero turns it off. */
    public boolean isOn() {
        return interval.micros() > 0 && burst > 0;
    }

    /** How {@link #reach} follows from the numbers, for people; no full stop. */
    public String arithmetic() {
        return new RestartArithmetic(this).text();
    }

    /** What the first starts up to the burst take at least. */
    TimeSpan timeToBurst() {
        return pause.atLeast(burst).plus(timeToFail.times(burst));
    }

    private TimeSpan longestTimeToBurst() {
        return pause.atMost(burst).plus(timeToFail.plus(OVERHEAD).times(burst));
    }

    private TimeSpan withGrace(long starts) {
        return pause.atMost(starts).plus(timeToFail.plus(GRACE).times(starts));
    }
}

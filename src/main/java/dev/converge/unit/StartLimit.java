package dev.converge.unit;

import java.math.BigInteger;
import java.util.List;

/**
 * How often a service may start, and whether that ever stops a crash loop (SYSTEMD.md 5): the window is fixed and begins with the first
 * start, so with a service that fails at once the limit trips only if {@code burst x restartSec < interval}. {@code RestartSteps=},
 * which makes later pauses longer, is not counted in yet.
 *
 * @param interval length of the window; zero means no limit
 * @param burst starts allowed in it; zero means no limit
 * @param restartSec pause before each automatic restart
 */
public record StartLimit(TimeSpan interval, long burst, TimeSpan restartSec) {

    /** What systemd takes when neither the unit nor system.conf says anything. */
    public static final StartLimit DEFAULT = new StartLimit(TimeSpan.ofSeconds(10), 5, new TimeSpan(100_000));

    /** What a restart takes beside its pause, measured: 0.15 to 0.3 s. With the default pause that is four restarts a second. */
    private static final long OVERHEAD_MICROS = 150_000;

    /** The time a service is given to fail after its start: one that fails within it must be caught as well. */
    private static final TimeSpan TIME_TO_FAIL = TimeSpan.ofSeconds(1);

    private static final List<TimeSpan> ROUND_FIGURES = List.of(
            TimeSpan.ofSeconds(10),
            TimeSpan.ofSeconds(30),
            new TimeSpan(TimeUnits.MINUTE),
            new TimeSpan(2 * TimeUnits.MINUTE),
            new TimeSpan(5 * TimeUnits.MINUTE),
            new TimeSpan(10 * TimeUnits.MINUTE),
            new TimeSpan(30 * TimeUnits.MINUTE),
            new TimeSpan(TimeUnits.HOUR),
            new TimeSpan(2 * TimeUnits.HOUR),
            new TimeSpan(6 * TimeUnits.HOUR),
            new TimeSpan(12 * TimeUnits.HOUR),
            new TimeSpan(TimeUnits.DAY),
            new TimeSpan(7 * TimeUnits.DAY),
            new TimeSpan(30 * TimeUnits.DAY));

    public StartLimit {
        if (burst < 0) {
            throw new IllegalArgumentException("a negative number of starts: " + burst);
        }
    }

    /**
     * The limit in force for a service: its own values, else systemd's defaults of 5 starts in 10 s and a pause of 100 ms. The interval and
     * the burst have old names and places that systemd still reads, {@code [Service] StartLimitInterval=} for one; of them all the last counts.
     */
    public static StartLimit of(MergedUnit service) {
        StartLimit limit = DEFAULT;
        for (MergedUnit.Setting setting : service.assignments()) {
            limit = limit.with(setting);
        }
        return limit;
    }

    /** A value that systemd cannot read leaves the earlier one in force, an empty one included: none of the three can be reset. */
    private StartLimit with(MergedUnit.Setting setting) {
        return switch (setting.section() + "." + setting.name()) {
            case "Unit.StartLimitIntervalSec", "Unit.StartLimitInterval", "Service.StartLimitInterval" ->
                new StartLimit(TimeSpan.parse(setting.value()).orElse(interval), burst, restartSec);
            case "Unit.StartLimitBurst", "Service.StartLimitBurst" ->
                new StartLimit(interval, burst(setting.value()), restartSec);
            case "Service.RestartSec" ->
                new StartLimit(interval, burst, TimeSpan.parse(setting.value()).orElse(restartSec));
            default -> this;
        };
    }

    private long burst(String value) {
        return Numbers.unsigned(value)
                .filter(number -> number.bitLength() <= Integer.SIZE)
                .map(BigInteger::longValue)
                .orElse(burst);
    }

    /** Whether a service that fails at once stops restarting. */
    public boolean trips() {
        if (restartSec.isInfinite()) {
            return true;
        }
        return isOn() && (interval.isInfinite() || timeToBurst().compareTo(interval) < 0);
    }

    /** The numbers, for people: {@code 5 starts x 3s = 15s, longer than the window of 10s: the limit is never reached}. */
    public String arithmetic() {
        if (restartSec.isInfinite()) {
            return "RestartSec=infinity: it is never started again";
        }
        if (!isOn()) {
            return (interval.micros() == 0 ? "StartLimitIntervalSec=0" : "StartLimitBurst=0") + " turns the limit off";
        }
        String starts = burst + (burst == 1 ? " start" : " starts");
        String product = starts + " x " + restartSec + " = " + timeToBurst();
        if (trips()) {
            return product + ", shorter than the window of " + interval + ": the limit stops the loop after " + starts;
        }
        String comparison = timeToBurst().equals(interval) ? "as long as" : "longer than";
        return product + ", " + comparison + " the window of " + interval + ": the limit is never reached";
    }

    /**
     * The smallest window, in a round figure, that makes this burst and pause a limit, also for a service that fails only a second after
     * its start; for "write StartLimitIntervalSec=...". Infinity when only that is long enough. A burst of 0 is no limit in any window: it
     * is counted as 1.
     */
    public TimeSpan smallestEffectiveInterval() {
        TimeSpan needed = times(Math.max(1, burst), plus(restartSec, TIME_TO_FAIL));
        return ROUND_FIGURES.stream()
                .filter(figure -> figure.compareTo(needed) > 0)
                .findFirst()
                .orElse(TimeSpan.INFINITY);
    }

    /** Automatic restarts a day when nothing ever stops the loop, for a service that fails at once. */
    public long restartsPerDay() {
        return TimeUnits.DAY / plus(restartSec, new TimeSpan(OVERHEAD_MICROS)).micros();
    }

    private boolean isOn() {
        return interval.micros() > 0 && burst > 0;
    }

    private TimeSpan timeToBurst() {
        return times(burst, restartSec);
    }

    private static TimeSpan times(long count, TimeSpan span) {
        return span.micros() > Long.MAX_VALUE / Math.max(1, count)
                ? TimeSpan.INFINITY
                : new TimeSpan(count * span.micros());
    }

    private static TimeSpan plus(TimeSpan one, TimeSpan other) {
        return one.micros() > Long.MAX_VALUE - other.micros()
                ? TimeSpan.INFINITY
                : new TimeSpan(one.micros() + other.micros());
    }
}

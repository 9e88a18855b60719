package dev.converge.unit;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The smallest change that makes a start limit one that stops a crash loop: a longer window or a smaller burst, whichever is nearer to what
 * stands. The change leaves a margin, so that a service is stopped too that runs for a second before it fails.
 */
public final class StartLimitRemedy {

    /** A burst below this one hardly gives a service a second chance. */
    private static final long SMALLEST_BURST = 3;

    private static final long USUAL_BURST = ManagerDefaults.BUILT_IN.startLimitBurst();

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

    private StartLimitRemedy() {}

    /** Directives and values as a playbook takes them under {@code restart}; one, but where both numbers are off two. */
    public static SortedMap<String, String> settings(StartLimit limit) {
        SortedMap<String, String> settings = new TreeMap<>();
        long burst = limit.burst() == 0 ? burstWithin(limit) : limit.burst();
        if (limit.burst() == 0) {
            settings.put("StartLimitBurst", Long.toString(burst));
        }
        TimeSpan window = roundedUp(limit.windowFor(burst));
        if (limit.interval().micros() == 0 || window.compareTo(limit.interval()) > 0) {
            long fewer = burstThatFits(limit);
            if (fewer >= SMALLEST_BURST && isNearer(fewer, window, limit)) {
                settings.put("StartLimitBurst", Long.toString(fewer));
            } else {
                settings.put("StartLimitIntervalSec", window.toString());
            }
        }
        return settings;
    }

    /** {@code { StartLimitIntervalSec: 1min }}, to be put behind {@code restart:} in a playbook. */
    public static String yaml(StartLimit limit) {
        StringBuilder yaml = new StringBuilder();
        settings(limit)
                .forEach((name, value) -> yaml.append(yaml.isEmpty() ? "{ " : ", ")
                        .append(name)
                        .append(": ")
                        .append(value));
        return yaml + " }";
    }

    private static long burstWithin(StartLimit limit) {
        long fits = burstThatFits(limit);
        return fits < SMALLEST_BURST ? USUAL_BURST : Math.min(USUAL_BURST, fits);
    }

    /** The largest burst up to the present one that the present window stops with a margin; 0 when there is none. */
    private static long burstThatFits(StartLimit limit) {
        long starts = limit.burst() == 0 ? USUAL_BURST : limit.burst();
        long fits = 0;
        while (fits < starts) {
            long middle = starts - (starts - fits) / 2;
            if (limit.windowFor(middle).compareTo(limit.interval()) <= 0) {
                fits = middle;
            } else {
                starts = middle - 1;
            }
        }
        return fits;
    }

    private static boolean isNearer(long burst, TimeSpan window, StartLimit limit) {
        return (double) limit.burst() / burst
                < (double) window.micros() / limit.interval().micros();
    }

    private static TimeSpan roundedUp(TimeSpan window) {
        return ROUND_FIGURES.stream()
                .filter(figure -> figure.compareTo(window) >= 0)
                .findFirst()
                .orElse(TimeSpan.INFINITY);
    }
}

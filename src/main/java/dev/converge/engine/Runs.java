package dev.converge.engine;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Names runs: {@code 20261122T031500Z-7f3a}, by time, and apart from others of the same second. */
public final class Runs {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Runs() {}

    public static String newId(Clock clock, RandomGenerator random) {
        return TIME.format(clock.instant()) + "-" + String.format(Locale.ROOT, "%04x", random.nextInt(0x10000));
    }
}

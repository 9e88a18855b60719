package dev.converge.unit;

/**
 * What systemd waits before each automatic restart. It may grow from {@code RestartSec=} to {@code RestartMaxDelaySec=} in
 * {@code RestartSteps=} steps (since 254) and be drawn out by a random time (since 262): the i-th pause is
 * {@code first x (longest / first)^((i - 1) / steps)}, and {@code longest} from then on (SYSTEMD.md 5).
 *
 * @param longest the same as {@code first} when the pause does not grow
 * @param steps 0 when it does not grow
 * @param random what {@code RestartRandomizedDelaySec=} adds at most
 */
public record RestartPause(TimeSpan first, TimeSpan longest, long steps, TimeSpan random) {

    public RestartPause {
        if (steps < 0 || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("pauses from " + first + " to " + longest + " in " + steps + " steps");
        }
    }

    public static RestartPause constant(TimeSpan span) {
        return new RestartPause(span, span, 0, TimeSpan.ZERO);
    }

    /** Steps without a longest pause, and the other way round, mean nothing; a longest one below the first takes its place. */
    static RestartPause of(MergedUnit service, ManagerDefaults defaults) {
        TimeSpan written = service.span("Service", "RestartSec").orElse(defaults.restartSec());
        TimeSpan most = service.span("Service", "RestartMaxDelaySec").orElse(TimeSpan.INFINITY);
        TimeSpan first = most.compareTo(written) < 0 ? most : written;
        TimeSpan random = service.span("Service", "RestartRandomizedDelaySec").orElse(TimeSpan.ZERO);
        long steps = service.value("Service", "RestartSteps")
                .flatMap(setting -> Numbers.unsignedInt(setting.value()))
                .orElse(0L);
        boolean grows = steps > 0 && !most.isInfinite() && first.micros() > 0 && first.compareTo(most) < 0;
        return grows ? new RestartPause(first, most, steps, random) : new RestartPause(first, first, 0, random);
    }

    /** Together the first so many pauses, without what chance adds. */
    TimeSpan atLeast(long pauses) {
        if (!grows()) {
            return first.times(pauses);
        }
        long growing = Math.min(pauses, steps);
        double factor = Math.pow((double) longest.micros() / first.micros(), 1.0 / steps);
        double sum = first.micros() * (Math.pow(factor, (double) growing) - 1) / (factor - 1);
        return new TimeSpan(Math.round(sum)).plus(longest.times(pauses - growing));
    }

    /** Together the first so many pauses, with what chance adds at most. */
    TimeSpan atMost(long pauses) {
        return atLeast(pauses).plus(random.times(pauses));
    }

    /** Whether systemd waits for ever before the first restart. */
    boolean isEndless() {
        return first.isInfinite();
    }

    boolean isConstant() {
        return !grows() && random.micros() == 0;
    }

    private boolean grows() {
        return steps > 0;
    }

    /** {@code 3s}, {@code 1s growing to 8s in 3 steps}, {@code 3s and at random up to 2s more}. */
    @Override
    public String toString() {
        String text = grows()
                ? first + " growing to " + longest + " in " + steps + (steps == 1 ? " step" : " steps")
                : first.toString();
        return random.micros() > 0 ? text + " and at random up to " + random + " more" : text;
    }
}

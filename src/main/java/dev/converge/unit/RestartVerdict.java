package dev.converge.unit;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What comes of it when a service fails again and again: how often systemd restarts it, and whether that ever ends.
 *
 * @param starts of a {@link Kind#BOUNDED} service in one window; of an {@link Kind#UNBOUNDED} one on a day; 0 of one that never restarts
 * @param interval in which so many starts are possible: the window, or a day; zero for one that never restarts
 * @param arithmetic how that follows from the numbers, or why it is never restarted; no full stop
 * @param sentence what it means, in plain words: {@code can restart at most 5 times in 5min; then stays down}; no full stop
 */
public record RestartVerdict(Kind kind, long starts, TimeSpan interval, String arithmetic, String sentence) {

    /** The three ends a crash loop can have. */
    public enum Kind {
        /** The start limit stops it. */
        BOUNDED,
        /** Nothing is sure to stop it. */
        UNBOUNDED,
        /** It does not begin. */
        NEVER;

        /** As JSON spells it: {@code bounded}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final TimeSpan DAY = new TimeSpan(TimeUnits.DAY);

    /** No host was seen to restart a service more often than four times a second, however short the pause. */
    private static final TimeSpan SHORTEST_CYCLE = TimeSpan.ofMillis(250);

    /** For a service that fails at once, or as soon as what is known of its start lets it. */
    public static RestartVerdict of(MergedUnit service, ManagerDefaults defaults) {
        return whenItFailsAfter(TimeSpan.ZERO, service, defaults);
    }

    /** For a service that takes a while to fail, beside what is known of its start. */
    public static RestartVerdict whenItFailsAfter(TimeSpan time, MergedUnit service, ManagerDefaults defaults) {
        StartLimit limit = StartLimit.of(service, defaults);
        return never(service, limit)
                .orElseGet(() -> of(limit.failingAfter(limit.timeToFail().plus(time)), service));
    }

    /**
     * For a start that hangs until {@code TimeoutStartSec=}, as of a {@code Type=notify} that never gets ready: such a loop is slow, but may
     * escape a limit that stops a fast one.
     *
     * @return nothing when such a start does not end or is not restarted
     */
    public static Optional<RestartVerdict> whenStartsHang(MergedUnit service, ManagerDefaults defaults) {
        return StartLimit.whenStartsHang(service, defaults)
                .filter(limit -> never(service, limit).isEmpty())
                .map(limit -> of(limit, service));
    }

    private static Optional<RestartVerdict> never(MergedUnit service, StartLimit limit) {
        return NoRestart.reason(service, limit)
                .map(reason ->
                        new RestartVerdict(Kind.NEVER, 0, TimeSpan.ZERO, reason, "is not restarted automatically"));
    }

    private static RestartVerdict of(StartLimit limit, MergedUnit service) {
        String arithmetic = limit.arithmetic();
        if (limit.reach() != StartLimit.Reach.ALWAYS) {
            long perDay = perDay(limit);
            String sentence =
                    String.format(Locale.ROOT, "can restart %,d times a day for ever", perDay) + unless(service);
            return new RestartVerdict(Kind.UNBOUNDED, perDay, DAY, arithmetic, sentence);
        }
        String sentence = "can restart at most " + limit.burst() + (limit.burst() == 1 ? " time" : " times") + " in "
                + limit.interval() + "; then " + action(service);
        return new RestartVerdict(Kind.BOUNDED, limit.burst(), limit.interval(), arithmetic, sentence);
    }

    private static long perDay(StartLimit limit) {
        TimeSpan cycle = limit.pause().longest().plus(limit.timeToFail());
        TimeSpan counted = cycle.compareTo(SHORTEST_CYCLE) < 0 ? SHORTEST_CYCLE : cycle;
        return DAY.micros() / counted.micros();
    }

    /** The ends that stop even a loop without a limit. */
    private static String unless(MergedUnit service) {
        List<String> statuses = service.values("Service", "RestartPreventExitStatus").stream()
                .map(MergedUnit.Setting::value)
                .toList();
        return statuses.isEmpty() ? "" : ", unless it ends with " + String.join(" ", statuses);
    }

    private static String action(MergedUnit service) {
        return service.value("Unit", "StartLimitAction")
                .map(MergedUnit.Setting::value)
                .filter(action -> !List.of("none", "").contains(action))
                .map(action -> "systemd does StartLimitAction=" + action)
                .orElse("stays down");
    }
}

package dev.converge.unit;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a service is known to take from its start to its failure at least. A fixed window that is reached by a service that fails at once may never
 * be reached by one that sleeps first.
 */
final class StartDuration {

    /** {@code ExecStartPre=/bin/sleep 5}, with systemd's prefixes and coreutils' suffixes. */
    private static final Pattern SLEEP =
            Pattern.compile("[-@:+!|]*(?:/usr)?(?:/bin/)?sleep\\s+([0-9]+(?:\\.[0-9]+)?)([smhd]?)");

    /** Types whose start is over only when the service says so or has ended. */
    private static final List<String> WAITING = List.of("notify", "notify-reload", "forking", "dbus", "oneshot");

    /** Restart= values that count a start that took too long as a reason. */
    private static final List<String> AFTER_TIMEOUT = List.of("always", "on-failure", "on-abnormal");

    private StartDuration() {}

    /** What each start takes before the service can fail: what {@code ExecStartPre=} sleeps, and the watchdog where only it restarts. */
    static TimeSpan known(MergedUnit service) {
        TimeSpan known = TimeSpan.ZERO;
        for (MergedUnit.Setting command : service.values("Service", "ExecStartPre")) {
            known = known.plus(sleep(command.value()));
        }
        return isRestartedBy(service, List.of("on-watchdog"))
                ? known.plus(service.span("Service", "WatchdogSec").orElse(TimeSpan.ZERO))
                : known;
    }

    /**
     * What a start takes that hangs, until systemd gives up and restarts the service.
     *
     * @return nothing when that is no reason for a restart, or systemd waits for ever
     */
    static Optional<TimeSpan> hanging(MergedUnit service, ManagerDefaults defaults) {
        String type = type(service);
        if (!WAITING.contains(type) || !isRestartedBy(service, AFTER_TIMEOUT)) {
            return Optional.empty();
        }
        TimeSpan unset = type.equals("oneshot") ? TimeSpan.INFINITY : defaults.timeoutStart();
        return Optional.of(timeout(service).orElse(unset)).filter(time -> !time.isInfinite());
    }

    /** {@code TimeoutSec=} sets the timeout of the start too; of the two the last counts. */
    private static Optional<TimeSpan> timeout(MergedUnit service) {
        Optional<TimeSpan> timeout = Optional.empty();
        for (MergedUnit.Setting setting : service.assignments()) {
            String place = setting.section() + "." + setting.name();
            if (place.equals("Service.TimeoutStartSec") || place.equals("Service.TimeoutSec")) {
                Optional<TimeSpan> read = TimeSpan.parse(setting.value()).map(TimeSpan::zeroIsInfinite);
                timeout = read.isPresent() ? read : timeout;
            }
        }
        return timeout;
    }

    static String type(MergedUnit service) {
        return service.value("Service", "Type")
                .map(MergedUnit.Setting::value)
                .orElseGet(() -> service.value("Service", "BusName").isPresent() ? "dbus" : "simple");
    }

    private static boolean isRestartedBy(MergedUnit service, List<String> reasons) {
        return service.value("Service", "Restart")
                .filter(restart -> reasons.contains(restart.value()))
                .isPresent();
    }

    private static TimeSpan sleep(String command) {
        Matcher matcher = SLEEP.matcher(command);
        return matcher.matches()
                ? TimeSpan.parse(matcher.group(1) + matcher.group(2)).orElse(TimeSpan.ZERO)
                : TimeSpan.ZERO;
    }
}

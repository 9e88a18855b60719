package dev.converge.unit;

import java.util.List;
import java.util.Optional;

/** Why systemd would not restart a service, however often it failed. */
final class NoRestart {

    private NoRestart() {}

    /** The reason; nothing when there is an end of the service after which it is restarted. */
    static Optional<String> reason(MergedUnit service, StartLimit limit) {
        String restart = service.value("Service", "Restart")
                .map(MergedUnit.Setting::value)
                .orElse("no");
        boolean forced = !service.values("Service", "RestartForceExitStatus").isEmpty();
        if (List.of("always", "on-success").contains(restart)
                && StartDuration.type(service).equals("oneshot")) {
            return Optional.of("systemd refuses to load a unit with Restart=" + restart + " and Type=oneshot");
        }
        if (restart.equals("no") && !forced) {
            return Optional.of("Restart=no");
        }
        if (restart.equals("on-watchdog") && !forced && !hasWatchdog(service)) {
            return Optional.of("Restart=on-watchdog, but there is no WatchdogSec=");
        }
        return limit.pause().isEndless() ? Optional.of("RestartSec=infinity") : Optional.empty();
    }

    private static boolean hasWatchdog(MergedUnit service) {
        return service.span("Service", "WatchdogSec")
                .filter(span -> span.micros() > 0 && !span.isInfinite())
                .isPresent();
    }
}

package dev.converge.check;

import dev.converge.unit.ManagerDefaults;
import dev.converge.unit.MergedUnit;
import dev.converge.unit.RestartVerdict;
import dev.converge.unit.RestartVerdict.Kind;
import dev.converge.unit.StartLimit;
import java.util.Optional;

/** The start limit of a service that does not stop every crash loop, so that a better one can be made of it. */
public final class NeededLimit {

    /** A loop of long starts harms no host: told are those that start more than once a minute. */
    private static final long SLOW_STARTS_PER_DAY = 24 * 60;

    private NeededLimit() {}

    /** Nothing when the limit is good enough, or the service never restarts by itself. */
    public static Optional<StartLimit> of(MergedUnit service, ManagerDefaults defaults) {
        StartLimit limit = StartLimit.of(service, defaults);
        return switch (RestartVerdict.of(service, defaults).kind()) {
            case NEVER -> Optional.empty();
            case UNBOUNDED -> Optional.of(limit);
            case BOUNDED ->
                isNarrow(limit)
                        ? Optional.of(limit)
                        : endlessHang(service, defaults)
                                .flatMap(verdict -> StartLimit.whenStartsHang(service, defaults));
        };
    }

    /** Whether a limit stops only what fails at once. systemd's own numbers are as narrow, but nobody chose them. */
    static boolean isNarrow(StartLimit limit) {
        return !limit.hasMargin() && !limit.isBuiltIn();
    }

    /** What comes of starts that hang until their timeout, where that never ends and is fast enough to hurt. */
    static Optional<RestartVerdict> endlessHang(MergedUnit service, ManagerDefaults defaults) {
        return RestartVerdict.whenStartsHang(service, defaults)
                .filter(verdict -> verdict.kind() == Kind.UNBOUNDED && verdict.starts() > SLOW_STARTS_PER_DAY);
    }
}

package dev.converge.check;

import dev.converge.observed.JournalCounts;
import dev.converge.observed.LiveFacts;
import dev.converge.observed.Vitals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a sweep could not see of a running host. A directory tree has nothing that could be missing. */
final class Missing {

    private Missing() {}

    static List<String> of(Look look) {
        List<String> missing = new ArrayList<>();
        look.observed().live().ifPresent(live -> {
            journal(live, look.thresholds().lookBack()).ifPresent(missing::add);
            vitals(live).ifPresent(missing::add);
        });
        return missing;
    }

    private static Optional<String> journal(LiveFacts live, Duration lookBack) {
        JournalCounts journal = live.journal();
        if (!journal.readable()) {
            return Optional.of(
                    "The journal of PID 1 could not be read: kills for want of memory are not seen, and of loops that others than"
                            + " systemd make only those with a start every second or two.");
        }
        if (journal.units().values().stream().anyMatch(JournalCounts.Starts::atLeast)) {
            return Optional.of("The journal is too long to be counted in time: its numbers are of the newest entries.");
        }
        Optional<Instant> begin = live.vitals().map(vitals -> vitals.now().minus(lookBack));
        // Not the uptime: a container has that of its machine. The oldest service began with the host.
        Optional<Instant> booted = live.vitals()
                .flatMap(vitals -> live.services().values().stream()
                        .flatMap(service -> service.started().stream())
                        .max(Comparator.naturalOrder())
                        .map(vitals.now()::minus));
        return journal.oldest()
                .filter(oldest -> begin.filter(oldest::isAfter).isPresent())
                .filter(oldest -> booted.filter(boot -> oldest.isAfter(boot.plus(Duration.ofHours(1))))
                        .isPresent())
                .map(oldest -> "The journal begins only at " + oldest + ": what was before is not seen.");
    }

    private static Optional<String> vitals(LiveFacts live) {
        boolean isTold = live.vitals()
                .filter(vitals -> vitals.memoryAvailable().isPresent())
                .map(Vitals::processIds)
                .filter(most -> most.isPresent())
                .isPresent();
        return isTold
                ? Optional.empty()
                : Optional.of("/proc does not tell how much memory and how many processes there are.");
    }
}

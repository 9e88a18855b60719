package dev.converge.observed;

import java.util.Optional;

/** What sweep.sh told, if it was sent. */
final class LiveFactsReader {

    private LiveFactsReader() {}

    /** Nothing for a directory tree, and where PID 1 was not asked anything because of hazards. */
    static Optional<LiveFacts> read(ProbeAnswer answer, ProbeRequest request) {
        if (request.lookBack().isEmpty() || answer.find("services").isEmpty()) {
            return Optional.empty();
        }
        Optional<Vitals> vitals = VitalsReader.read(answer);
        ServiceFactsReader services = ServiceFactsReader.read(answer, vitals.map(Vitals::uptime));
        return Optional.of(new LiveFacts(
                vitals,
                services.services(),
                services.slices(),
                JournalCountsReader.read(answer),
                StartsSeenReader.read(answer),
                FileTimes.read(answer)));
    }
}

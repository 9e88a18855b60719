package dev.converge.history;

import dev.converge.apply.Token;
import dev.converge.plan.RunId;
import dev.converge.unit.HostPath;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The runs of a host, the newest first; what it still knows of them. A run stands when it was applied and no later run that stands took it
 * back: so a rollback of a rollback brings back the run that had been rolled back.
 */
public record HostHistory(List<PastRun> runs) {

    public HostHistory {
        runs = List.copyOf(runs);
    }

    public Optional<PastRun> find(RunId id) {
        return runs.stream().filter(run -> run.id().equals(id)).findFirst();
    }

    /** The last run that stands and is no rollback: rolling back again and again goes back further and further. */
    public Optional<PastRun> last() {
        return runs.stream()
                .filter(run -> run.undoes().isEmpty() && isApplied(run))
                .filter(run -> takenBackBy(run).isEmpty())
                .findFirst();
    }

    /** The standing run that took this one back. */
    public Optional<RunId> takenBackBy(PastRun run) {
        Map<RunId, RunId> takenBack = new HashMap<>();
        for (PastRun each : runs) {
            if (isApplied(each) && !takenBack.containsKey(each.id())) {
                each.undoes().ifPresent(undone -> takenBack.putIfAbsent(undone, each.id()));
            }
        }
        return Optional.ofNullable(takenBack.get(run.id()));
    }

    /** Why the run cannot be rolled back, as far as the records tell; nothing when it can. */
    public Optional<String> hindrance(PastRun run) {
        if (!isApplied(run)) {
            return Optional.of("it was not applied");
        }
        Optional<String> takenBack = takenBackBy(run).map(by -> "run " + by + " rolled it back already");
        if (takenBack.isPresent()) {
            return takenBack;
        }
        return run.journal().isEmpty()
                ? Optional.of("its backups are no longer kept")
                : overlap(run).map(later -> "run " + later + " changed the same paths later");
    }

    /** The newest later run that left one of the paths other than this run did. */
    private Optional<RunId> overlap(PastRun run) {
        Set<HostPath> settled = new HashSet<>();
        for (PastRun later : later(run).toList()) {
            for (Journal.Entry entry : entries(later)) {
                boolean newest = settled.add(entry.path());
                Optional<Token> left = run.journal()
                        .flatMap(journal -> journal.entry(entry.path()))
                        .map(Journal.Entry::after);
                if (newest && left.isPresent() && !left.get().equals(entry.after())) {
                    return Optional.of(later.id());
                }
            }
        }
        return Optional.empty();
    }

    /** The newest run after this one that put at the path what is there now. */
    Optional<RunId> author(PastRun run, HostPath path, Token now) {
        return later(run)
                .filter(later -> entries(later).stream()
                        .anyMatch(entry ->
                                entry.path().equals(path) && entry.after().equals(now)))
                .map(PastRun::id)
                .findFirst();
    }

    private Stream<PastRun> later(PastRun run) {
        return runs.stream().takeWhile(each -> !each.id().equals(run.id())).filter(HostHistory::isApplied);
    }

    private static List<Journal.Entry> entries(PastRun run) {
        return run.journal().map(Journal::paths).orElse(List.of());
    }

    private static boolean isApplied(PastRun run) {
        return run.ending() == PastRun.Ending.APPLIED;
    }
}

package dev.converge.engine;

import dev.converge.history.History;
import dev.converge.history.HostHistory;
import dev.converge.history.Journal;
import dev.converge.history.PastRun;
import dev.converge.history.WayBack;
import dev.converge.history.WayBackPlanner;
import dev.converge.host.Host;
import dev.converge.host.HostFailureException;
import dev.converge.observed.ObservedHost;
import dev.converge.observed.Probe;
import dev.converge.observed.ProbeRequest;
import dev.converge.plan.RunId;
import dev.converge.unit.Content;
import dev.converge.unit.HostPath;
import dev.converge.unit.UnitName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/** Looks at one connected host and says what rolling back one of its runs would be. Changes nothing there. */
public final class RollbackSurvey {

    private RollbackSurvey() {}

    /**
     * @param root the directory tree that stands for the host; none for a running one
     * @param run a run of the host, as its history names it
     * @return the plan, to be carried out like any other; or why there is none
     * @throws HostFailureException when the host could not be looked at
     */
    public static WayBack plan(Host host, Optional<Path> root, RunId run) throws HostFailureException {
        HostHistory history = History.read(host, root);
        Optional<PastRun> past = history.find(run);
        return past.isPresent()
                ? plan(host, root, history, past.get())
                : new WayBack.Closed("the host has no record of it", "");
    }

    static WayBack plan(Host host, Optional<Path> root, HostHistory history, PastRun run) throws HostFailureException {
        Optional<Journal> journal =
                run.journal().filter(kept -> history.takenBackBy(run).isEmpty());
        if (journal.isEmpty()) {
            return new WayBack.Closed(history.hindrance(run).orElse(""), "");
        }
        SortedMap<Integer, Content> backups = History.backups(host, root, run.id());
        ObservedHost observed = Probe.observe(host, request(root, journal.get()));
        if (!observed.hazards().isEmpty()) {
            throw new HostFailureException(Surveyor.hazardous(observed));
        }
        return WayBackPlanner.plan(host.name(), history, run, backups, observed);
    }

    /** Paths in homes are seen with the managers of their users. */
    private static ProbeRequest request(Optional<Path> root, Journal journal) {
        List<UnitName> units = Stream.concat(Stream.of(journal.system()), journal.users().values().stream())
                .flatMap(jobs -> jobs.before().units().stream())
                .map(unit -> unit.unit())
                .filter(unit -> !unit.isTemplate())
                .distinct()
                .toList();
        List<HostPath> files = journal.paths().stream()
                .map(Journal.Entry::path)
                .filter(path -> !path.value().contains("/.config/systemd/user/"))
                .toList();
        return new ProbeRequest(
                root,
                units,
                List.of(),
                files,
                List.of(),
                List.of(),
                Optional.empty(),
                List.copyOf(journal.users().keySet()));
    }
}

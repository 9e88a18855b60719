package dev.converge.engine;

import dev.converge.history.History;
import dev.converge.history.HostHistory;
import dev.converge.history.PastRun;
import dev.converge.host.Connector;
import dev.converge.host.Host;
import dev.converge.host.HostFailureException;
import dev.converge.host.HostName;
import dev.converge.host.Target;
import dev.converge.plan.RunId;
import dev.converge.problem.Spelling;
import java.util.List;
import java.util.Optional;

/** Asks one host about its earlier runs: one connection, one execution. Changes nothing there and needs no playbook. */
public final class Historian {

    private final Connector connector;

    public Historian(Connector connector) {
        this.connector = connector;
    }

    /** Whatever goes wrong with the host is the result. */
    public HistoryResult tell(Target target) {
        return tell(target, Optional.empty());
    }

    /** The same of one run, as the operator names it. */
    public HistoryResult tellOf(Target target, String run) {
        return tell(target, Optional.of(run));
    }

    private HistoryResult tell(Target target, Optional<String> run) {
        try (Host host = connector.connect(target)) {
            HostHistory history = History.read(host, target.root());
            return run.map(asked -> of(target.name(), history, asked))
                    .orElseGet(() -> new HistoryResult.Told(target.name(), history));
        } catch (HostFailureException failed) {
            return new HistoryResult.Failed(target.name(), failed.failure());
        }
    }

    private static HistoryResult of(HostName host, HostHistory history, String asked) {
        return find(history, asked)
                .<HistoryResult>map(run -> new HistoryResult.ToldOf(host, history, run))
                .orElseGet(() -> new HistoryResult.NoSuchRun(host, asked, advice(history, asked)));
    }

    static Optional<PastRun> find(HostHistory history, String asked) {
        return RunId.isValid(asked) ? history.find(new RunId(asked)) : Optional.empty();
    }

    /** What may have been meant. */
    static String advice(HostHistory history, String asked) {
        List<String> known =
                history.runs().stream().map(run -> run.id().value()).toList();
        return Spelling.hint(asked, known);
    }
}

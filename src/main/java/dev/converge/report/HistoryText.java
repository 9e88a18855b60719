package dev.converge.report;

import dev.converge.history.HostHistory;
import dev.converge.history.Journal;
import dev.converge.history.PastRun;
import dev.converge.host.HostName;
import dev.converge.unit.UserName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The runs of a host in a line or two each, or one of them with all that is known of it. */
final class HistoryText {

    private static final int BODY = 2;
    private static final int REMARK = 6;

    private final Page page;
    private final HostName host;
    private final HostHistory history;

    HistoryText(Page page, HostName host, HostHistory history) {
        this.page = page;
        this.host = host;
        this.history = history;
    }

    void all() {
        List<PastRun> runs = history.runs();
        page.line(
                0,
                Span.of(Tone.STRONG, host),
                Span.of(
                        runs.isEmpty()
                                ? ": no run is on record"
                                : ": " + Counted.of(runs.size(), "run")
                                        + (runs.size() > 1 ? ", the newest first" : "")));
        for (PastRun run : runs) {
            page.line();
            heading(run, BODY);
            remarks(run);
        }
    }

    void one(PastRun run) {
        heading(run, 0);
        remarks(run);
        run.journal().ifPresent(journal -> {
            journal.paths().forEach(this::path);
            jobs(journal);
        });
    }

    private void heading(PastRun run, int indent) {
        page.line(
                indent,
                Span.of(Tone.STRONG, run.id()),
                Span.of("  "),
                Span.of(tone(run.ending()), run.ending().toString()),
                Span.of(Tone.FAINT, "  " + when(run) + (run.by().isEmpty() ? "" : " by " + run.by())));
    }

    private void remarks(PastRun run) {
        String amount = Counted.list(run.changes(), "change", run.jobs(), "job");
        String plays = run.plays().stream().map(Object::toString).collect(Collectors.joining(", "));
        page.line(
                REMARK,
                Span.of((amount.isEmpty() ? "nothing but the manifest" : amount)
                        + (plays.isEmpty() ? "" : "; plays: " + plays)));
        run.undoes().ifPresent(undone -> page.line(REMARK, Span.of("rolled back run " + undone)));
        run.why().forEach(line -> page.block(REMARK, Tone.PLAIN, line));
        if (run.ending() == PastRun.Ending.APPLIED) {
            page.line(
                    REMARK,
                    Span.of(
                            Tone.FAINT,
                            history.hindrance(run)
                                    .map(why -> "cannot be rolled back: " + why)
                                    .orElse("can be rolled back")));
        }
    }

    private static String when(PastRun run) {
        String since = run.since().isEmpty() ? "at an unknown time" : run.since();
        return run.until()
                .filter(until -> !until.equals(run.since()))
                .map(until -> since + " to " + until)
                .orElse(since);
    }

    private void path(Journal.Entry entry) {
        page.line();
        page.line(BODY, Span.of(Tone.STRONG, entry.path()));
        page.line(REMARK, Span.of("before: " + entry.before().describe()));
        page.line(REMARK, Span.of("after:  " + entry.after().describe()));
    }

    private void jobs(Journal journal) {
        jobs(journal.system().asked(), Optional.empty());
        journal.users().forEach((user, jobs) -> jobs(jobs.asked(), Optional.of(user)));
    }

    private void jobs(List<String> asked, Optional<UserName> user) {
        if (!asked.isEmpty()) {
            page.line();
            page.line(BODY, Span.of(Tone.STRONG, "Jobs" + PlanText.of(user)));
            asked.forEach(job -> page.line(REMARK, Span.of(job)));
        }
    }

    private static Tone tone(PastRun.Ending ending) {
        return switch (ending) {
            case APPLIED -> Tone.GOOD;
            case ROLLED_BACK -> Tone.WARNING;
            case OPEN -> Tone.BAD;
        };
    }
}

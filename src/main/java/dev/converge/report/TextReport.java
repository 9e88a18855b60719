package dev.converge.report;

import dev.converge.engine.Batch;
import dev.converge.engine.HostResult;
import dev.converge.engine.RollbackResult;
import dev.converge.host.HostName;
import dev.converge.plan.HostPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** For people: hosts to change first, then those in sync, the failed ones last, where they are seen. */
public final class TextReport implements RunReport {

    private final Page page;

    public TextReport(Page page) {
        this.page = page;
    }

    @Override
    public void planned(List<HostResult> results, List<Batch> batches) {
        proposed(results, batches);
    }

    @Override
    public void proposed(List<HostResult> results, List<Batch> batches) {
        List<HostPlan> plans =
                results.stream().map(Tally::planOf).flatMap(Optional::stream).toList();
        for (HostPlan plan : plans) {
            if (!plan.isInSync()) {
                PlanText.write(page, plan);
                page.line();
            }
        }
        for (HostPlan plan : plans) {
            if (plan.isInSync()) {
                PlanText.writeInSync(page, plan);
            }
        }
        unfinished(results);
        failures(results);
        summary(Tally.of(results));
        RolloutText.write(page, batches);
        page.flush();
    }

    @Override
    public void applied(List<HostResult> results, List<Batch> batches) {
        if (batches.size() < 2) {
            results.forEach(result -> OutcomeText.write(page, result));
        } else {
            byBatch(results, batches);
        }
        OutcomeText.summary(page, results);
        page.flush();
    }

    /** First the hosts that had nothing to change. */
    private void byBatch(List<HostResult> results, List<Batch> batches) {
        Map<HostName, Batch> batchOf = new HashMap<>();
        batches.forEach(batch -> batch.hosts().forEach(host -> batchOf.put(host, batch)));
        results.stream()
                .filter(result -> !batchOf.containsKey(result.host()))
                .forEach(result -> OutcomeText.write(page, result));
        for (Batch batch : batches) {
            page.line(0, Span.of(Tone.STRONG, "Batch " + batch.number() + " of " + batch.of()), Span.of(play(batch)));
            results.stream()
                    .filter(result -> batch.equals(batchOf.get(result.host())))
                    .forEach(result -> OutcomeText.write(page, result));
        }
    }

    private static String play(Batch batch) {
        return batch.group().map(group -> " (play " + group.play() + ")").orElse("");
    }

    /** That a run cannot be rolled back, because the host is not as the run left it. */
    void refused(RollbackResult.Moved moved) {
        page.line(
                0,
                Span.of(Tone.BAD, moved.host() + " refused"),
                Span.of(": the host no longer is what run " + moved.run() + " left; nothing was changed"));
        moved.moved().forEach(line -> page.block(4, Tone.PLAIN, line));
        page.flush();
    }

    private void unfinished(List<HostResult> results) {
        for (HostResult result : results) {
            if (result instanceof HostResult.Planned planned
                    && planned.unfinished().isPresent()) {
                page.line(
                        0,
                        Span.of(Tone.WARNING, planned.host() + ": "),
                        Span.of(
                                "run " + planned.unfinished().get()
                                        + " is not over on this host: it goes on at this moment, or is about to be undone. Plan again in a minute."));
            }
        }
    }

    private void failures(List<HostResult> results) {
        for (HostResult result : results) {
            if (result instanceof HostResult.Failed failed) {
                FailureText.write(page, failed.host(), failed.failure());
                FindingText.write(page, failed.findings());
            }
        }
    }

    private void summary(Tally tally) {
        if (tally.hosts() > tally.toChange()) {
            page.line();
        }
        page.line(0, Span.of(Tone.STRONG, "Plan: "), Span.of(hosts(tally) + "."));
        if (tally.toChange() > 0) {
            page.line(
                    6,
                    Span.of(Tone.CREATED, tally.created() + " to create"),
                    Span.of(", "),
                    Span.of(Tone.UPDATED, tally.updated() + " to update"),
                    Span.of(", "),
                    Span.of(Tone.DELETED, tally.deleted() + " to delete"),
                    Span.of("; " + Counted.of(tally.jobs(), "job") + "."));
        }
    }

    private static String hosts(Tally tally) {
        List<String> parts = new ArrayList<>();
        add(parts, tally.toChange(), "to change");
        add(parts, tally.inSync(), "in sync");
        add(parts, tally.unreachable(), "unreachable");
        add(parts, tally.failed(), "failed");
        return Counted.of(tally.hosts(), "host") + (parts.isEmpty() ? "" : "; ") + String.join(", ", parts);
    }

    private static void add(List<String> parts, int number, String what) {
        if (number > 0) {
            parts.add(number + " " + what);
        }
    }
}

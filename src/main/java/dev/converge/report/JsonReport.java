package dev.converge.report;

import com.google.gson.stream.JsonWriter;
import dev.converge.engine.Batch;
import dev.converge.engine.HostResult;
import dev.converge.host.HostFailure;
import dev.converge.host.HostName;
import dev.converge.plan.HostPlan;
import dev.converge.unit.SystemdVersion;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** For programs: one document (its format: docs/output.md). What {@code apply} is about to do is part of the document at its end. */
public final class JsonReport implements RunReport {

    /** Of this document, and of a saved plan, which is the same with more in it. */
    public static final int FORMAT = 1;

    private final PrintWriter out;

    public JsonReport(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void planned(List<HostResult> results, List<Batch> batches) {
        write(results, batches, false);
    }

    @Override
    public void proposed(List<HostResult> results, List<Batch> batches) {}

    @Override
    public void applied(List<HostResult> results, List<Batch> batches) {
        write(results, batches, true);
    }

    private void write(List<HostResult> results, List<Batch> batches, boolean outcomes) {
        try {
            JsonWriter json = new JsonWriter(new JsonText(out));
            json.setIndent("  ");
            json.beginObject().name("format").value(FORMAT).name("hosts").beginObject();
            for (HostResult result : results) {
                json.name(result.host().value());
                host(json, result, outcomes);
            }
            json.endObject().name("batches");
            batches(json, batches);
            json.name("summary");
            summary(json, Tally.of(results));
            json.endObject().flush();
            out.print('\n');
            out.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a PrintWriter never throws", impossible);
        }
    }

    private static void host(JsonWriter json, HostResult result, boolean outcomes) throws IOException {
        json.beginObject();
        planOf(json, result);
        if (outcomes) {
            json.name("outcome");
            JsonOutcome.write(json, result);
        }
        json.endObject();
    }

    /** The members of the object that a host has. */
    public static void planOf(JsonWriter json, HostResult result) throws IOException {
        switch (result) {
            case HostResult.Failed failed -> failed(json, failed);
            case HostResult.Planned planned -> {
                plan(json, planned.plan());
                json.name("unfinished").value(planned.unfinished().orElse(null));
            }
            case HostResult.NotBegun notBegun -> plan(json, notBegun.plan());
            case HostResult.Undone undone -> plan(json, undone.plan());
            case HostResult.NotUndone notUndone -> plan(json, notUndone.plan());
            case HostResult.Changed changed -> plan(json, changed.plan());
            case HostResult.Unsettled unsettled -> plan(json, unsettled.plan());
            case HostResult.Unverified unverified -> plan(json, unverified.plan());
        }
    }

    private static void failed(JsonWriter json, HostResult.Failed failed) throws IOException {
        HostFailure failure = failed.failure();
        json.name("status").value(FailureText.word(failure.kind()));
        json.name("error").value(error(failure));
        json.name("systemd").nullValue();
        json.name("changes").beginArray().endArray();
        json.name("jobs").beginArray().endArray();
        JsonFindings.write(json, failed.findings());
    }

    public static String error(HostFailure failure) {
        return failure.summary() + ": " + failure.detail();
    }

    private static void plan(JsonWriter json, HostPlan plan) throws IOException {
        json.name("status").value(plan.isInSync() ? "in-sync" : "changes");
        json.name("error").nullValue();
        json.name("systemd");
        JsonPlan.numberOrNull(json, plan.systemd().map(SystemdVersion::number));
        JsonPlan.changes(json, plan);
        JsonPlan.jobs(json, plan);
        JsonFindings.write(json, plan.findings());
    }

    private static void batches(JsonWriter json, List<Batch> batches) throws IOException {
        json.beginArray();
        for (Batch batch : batches) {
            json.beginObject();
            json.name("play")
                    .value(batch.group().map(group -> group.play().value()).orElse(null));
            json.name("hosts").beginArray();
            for (HostName host : batch.hosts()) {
                json.value(host.value());
            }
            json.endArray().endObject();
        }
        json.endArray();
    }

    public static void summary(JsonWriter json, Tally tally) throws IOException {
        json.beginObject();
        json.name("hosts").value(tally.hosts());
        json.name("changes").value(tally.changes());
        json.name("unreachable").value(tally.unreachable());
        json.name("failed").value(tally.failed());
        json.endObject();
    }
}

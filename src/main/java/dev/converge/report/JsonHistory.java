package dev.converge.report;

import com.google.gson.stream.JsonWriter;
import dev.converge.apply.Token;
import dev.converge.engine.HistoryResult;
import dev.converge.history.HostHistory;
import dev.converge.history.Jobs;
import dev.converge.history.Journal;
import dev.converge.history.PastRun;
import dev.converge.unit.UserName;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The runs of a host as one JSON document. Keys that do not apply are null; none is ever missing. */
final class JsonHistory {

    private static final int FORMAT = 1;

    private JsonHistory() {}

    static void write(PrintWriter out, HistoryResult result) {
        try {
            JsonWriter json = new JsonWriter(new JsonText(out));
            json.setIndent("  ");
            json.beginObject().name("format").value(FORMAT);
            json.name("host").value(result.host().value());
            switch (result) {
                case HistoryResult.Told told ->
                    runs(json, null, told.history(), told.history().runs());
                case HistoryResult.ToldOf told -> runs(json, null, told.history(), List.of(told.run()));
                case HistoryResult.NoSuchRun missing ->
                    runs(json, "no record of a run " + missing.asked(), new HostHistory(List.of()), List.of());
                case HistoryResult.Failed failed ->
                    runs(json, JsonReport.error(failed.failure()), new HostHistory(List.of()), List.of());
            }
            json.endObject().flush();
            out.print('\n');
            out.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a PrintWriter never throws", impossible);
        }
    }

    private static void runs(JsonWriter json, @Nullable String error, HostHistory history, List<PastRun> runs)
            throws IOException {
        json.name("error").value(error);
        json.name("runs").beginArray();
        for (PastRun run : runs) {
            json.beginObject();
            run(json, history, run);
            json.endObject();
        }
        json.endArray();
    }

    private static void run(JsonWriter json, HostHistory history, PastRun run) throws IOException {
        json.name("run").value(run.id().value());
        json.name("by").value(run.by());
        json.name("since").value(run.since().isEmpty() ? null : run.since());
        json.name("until").value(run.until().orElse(null));
        json.name("outcome").value(run.ending().toString().replace(' ', '-'));
        strings(json.name("why"), run.why());
        strings(json.name("plays"), run.plays().stream().map(Object::toString).toList());
        json.name("changes").value(run.changes());
        json.name("jobs").value(run.jobs());
        json.name("undoes").value(run.undoes().map(Object::toString).orElse(null));
        Optional<String> hindrance = history.hindrance(run);
        json.name("reversible").value(hindrance.isEmpty());
        json.name("hindrance").value(hindrance.orElse(null));
        paths(json.name("paths"), run.journal());
        asked(json.name("asked"), run.journal());
    }

    /** Null where the journal is no longer kept. */
    private static void paths(JsonWriter json, Optional<Journal> journal) throws IOException {
        if (journal.isEmpty()) {
            json.nullValue();
            return;
        }
        json.beginArray();
        for (Journal.Entry entry : journal.get().paths()) {
            json.beginObject();
            json.name("path").value(entry.path().value());
            side(json.name("before"), entry.before());
            side(json.name("after"), entry.after());
            json.endObject();
        }
        json.endArray();
    }

    private static void side(JsonWriter json, Token token) throws IOException {
        if (token.isAbsent()) {
            json.nullValue();
            return;
        }
        json.beginObject();
        json.name("sha256").value(token.sha256().orElse(null));
        json.name("mode").value(token.mode().map(Object::toString).orElse(null));
        json.name("target").value(token.target().orElse(null));
        json.endObject();
    }

    private static void asked(JsonWriter json, Optional<Journal> journal) throws IOException {
        if (journal.isEmpty()) {
            json.nullValue();
            return;
        }
        json.beginArray();
        jobs(json, journal.get().system(), Optional.empty());
        for (Map.Entry<UserName, Jobs> user : journal.get().users().entrySet()) {
            jobs(json, user.getValue(), Optional.of(user.getKey()));
        }
        json.endArray();
    }

    private static void jobs(JsonWriter json, Jobs jobs, Optional<UserName> user) throws IOException {
        for (String job : jobs.asked()) {
            int blank = job.indexOf(' ');
            json.beginObject();
            json.name("job").value(blank < 0 ? job : job.substring(0, blank));
            json.name("unit").value(blank < 0 ? null : job.substring(blank + 1));
            JsonPlan.user(json, user);
            json.endObject();
        }
    }

    private static void strings(JsonWriter json, List<String> texts) throws IOException {
        json.beginArray();
        for (String text : texts) {
            json.value(text);
        }
        json.endArray();
    }
}

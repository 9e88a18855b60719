package dev.converge.report;

import com.google.gson.stream.JsonWriter;
import dev.converge.diff.Change;
import dev.converge.plan.HostPlan;
import dev.converge.plan.Job;
import dev.converge.plan.Step;
import dev.converge.unit.FileState;
import dev.converge.unit.HealthGate;
import dev.converge.unit.UserName;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The changes and jobs of a plan as JSON. */
public final class JsonPlan {

    private JsonPlan() {}

    static void changes(JsonWriter json, HostPlan plan) throws IOException {
        json.name("changes").beginArray();
        for (Change change : plan.changes()) {
            json.beginObject();
            json.name("path").value(change.path().value());
            json.name("action").value(action(change));
            json.name("kind").value(kind(change));
            json.name("reason").value(change.reason().text());
            json.name("play").value(change.play().value());
            side(json.name("before"), change.before());
            side(json.name("after"), change.after());
            diff(json.name("diff"), Comparisons.of(change));
            json.endObject();
        }
        json.endArray();
    }

    static void jobs(JsonWriter json, HostPlan plan) throws IOException {
        json.name("jobs").beginArray();
        for (Step step : plan.steps()) {
            Job job = step.job();
            json.beginObject();
            json.name("job").value(PlanText.word(job));
            json.name("unit").value(job.subject().map(Object::toString).orElse(null));
            json.name("reason").value(job.reason().text());
            user(json, step.user());
            if (job instanceof Job.Raising raising) {
                health(json, raising.health());
            }
            if (job instanceof Job.Stop stop && stop.whole()) {
                json.name("whole").value(true);
            }
            json.endObject();
        }
        json.endArray();
    }

    /** Only where a play says so. */
    private static void health(JsonWriter json, Optional<HealthGate> health) throws IOException {
        if (health.isPresent()) {
            json.name("health").beginObject();
            json.name("active_for_s").value(health.get().activeForSeconds());
            json.name("timeout_s").value(health.get().timeoutSeconds());
            json.endObject();
        }
    }

    /** Only what is a user's has this key. */
    public static void user(JsonWriter json, Optional<UserName> user) throws IOException {
        if (user.isPresent()) {
            json.name("user").value(user.get().value());
        }
    }

    public static void numberOrNull(JsonWriter json, Optional<Integer> number) throws IOException {
        json.value(number.orElse(null));
    }

    private static String action(Change change) {
        return switch (change) {
            case Change.Creation creation -> "create";
            case Change.Update update -> "update";
            case Change.Deletion deletion -> "delete";
        };
    }

    private static String kind(Change change) {
        FileState there = change.after() instanceof FileState.Absent ? change.before() : change.after();
        return switch (there) {
            case FileState.Link link -> "link";
            case FileState.Regular file -> "file";
            case FileState.Directory directory -> "directory";
            case FileState.Other other -> other.kind();
            case FileState.Absent absent -> throw new IllegalStateException("a change of nothing: " + change.path());
        };
    }

    private static void side(JsonWriter json, FileState state) throws IOException {
        switch (state) {
            case FileState.Absent absent -> json.nullValue();
            case FileState.Regular file ->
                side(
                        json,
                        file.content().sha256(),
                        file.mode().toString(),
                        file.owner().toString(),
                        null);
            case FileState.Link link -> side(json, null, null, null, link.target());
            case FileState.Directory directory -> side(json, null, null, null, null);
            case FileState.Other other -> side(json, null, null, null, null);
        }
    }

    private static void side(
            JsonWriter json,
            @Nullable String sha256,
            @Nullable String mode,
            @Nullable String owner,
            @Nullable String target)
            throws IOException {
        json.beginObject();
        json.name("sha256").value(sha256);
        json.name("mode").value(mode);
        json.name("owner").value(owner);
        json.name("target").value(target);
        json.endObject();
    }

    private static void diff(JsonWriter json, Comparison comparison) throws IOException {
        switch (comparison) {
            case Comparison.None none -> json.nullValue();
            case Comparison.Diff diff -> json.value(String.join("\n", diff.lines()) + "\n");
            case Comparison.Withheld withheld -> json.value(withheld.why());
        }
    }
}

package dev.converge.report;

import com.google.gson.stream.JsonWriter;
import dev.converge.apply.Outcome;
import dev.converge.engine.HostResult;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** How a host ended, as JSON: {@code {"result": "done", "run": id or null, "step": text or null, "detail": [text]}}. */
final class JsonOutcome {

    private JsonOutcome() {}

    static void write(JsonWriter json, HostResult result) throws IOException {
        json.beginObject();
        json.name("result").value(OutcomeText.ending(result).replace(' ', '-'));
        json.name("run").value(run(result).orElse(null));
        json.name("step").value(step(result).orElse(null));
        json.name("detail").beginArray();
        for (String detail : detail(result)) {
            json.value(detail);
        }
        json.endArray().endObject();
    }

    private static Optional<String> run(HostResult result) {
        return switch (result) {
            case HostResult.Planned planned -> Optional.empty();
            case HostResult.Failed failed -> Optional.empty();
            case HostResult.NotBegun notBegun -> Optional.empty();
            case HostResult.Undone undone -> Optional.of(undone.run());
            case HostResult.NotUndone notUndone -> Optional.of(notUndone.run());
            case HostResult.Unsettled unsettled -> Optional.of(unsettled.run());
            case HostResult.Unverified unverified -> Optional.of(unverified.run());
            case HostResult.Changed changed ->
                switch (changed.outcome()) {
                    case Outcome.Applied applied -> Optional.of(applied.run());
                    case Outcome.RolledBack rolledBack -> Optional.of(rolledBack.run());
                    case Outcome.Refused refused -> Optional.empty();
                    case Outcome.RollbackFailed failed -> Optional.of(failed.run());
                    case Outcome.Unknown unknown -> Optional.of(unknown.run());
                };
        };
    }

    private static Optional<String> step(HostResult result) {
        return result instanceof HostResult.Changed changed
                ? switch (changed.outcome()) {
                    case Outcome.Applied applied -> Optional.empty();
                    case Outcome.RolledBack rolledBack -> Optional.of(rolledBack.step());
                    case Outcome.Refused refused -> Optional.empty();
                    case Outcome.RollbackFailed failed -> Optional.of(failed.step());
                    case Outcome.Unknown unknown -> Optional.empty();
                }
                : Optional.empty();
    }

    private static List<String> detail(HostResult result) {
        return switch (result) {
            case HostResult.Planned planned -> List.of();
            case HostResult.NotBegun notBegun -> List.of(HaltText.of(notBegun.halt()));
            case HostResult.Undone undone -> List.of(HaltText.of(undone.halt()));
            case HostResult.NotUndone notUndone -> detail(notUndone.attempt());
            case HostResult.Failed failed -> List.of(JsonReport.error(failed.failure()));
            case HostResult.Unverified unverified -> List.of(JsonReport.error(unverified.failure()));
            case HostResult.Unsettled unsettled ->
                unsettled.rest().changes().stream()
                        .map(change -> change.path() + ": " + change.reason())
                        .toList();
            case HostResult.Changed changed ->
                switch (changed.outcome()) {
                    case Outcome.Applied applied -> List.of();
                    case Outcome.RolledBack rolledBack -> rolledBack.detail();
                    case Outcome.Refused refused -> refused.moved();
                    case Outcome.RollbackFailed failed -> failed.left();
                    case Outcome.Unknown unknown -> List.of(JsonReport.error(unknown.failure()));
                };
        };
    }
}

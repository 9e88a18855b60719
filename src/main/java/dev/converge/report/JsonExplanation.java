package dev.converge.report;

import com.google.gson.stream.JsonWriter;
import dev.converge.engine.ExplainResult;
import dev.converge.explain.Definition;
import dev.converge.explain.ExplainedSetting;
import dev.converge.explain.Explanation;
import dev.converge.explain.LiveUnit;
import dev.converge.unit.DropIn;
import dev.converge.unit.HostPath;
import dev.converge.unit.PresetDecision;
import dev.converge.unit.RestartVerdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** A unit explained, as one JSON document. Keys that do not apply are null; none is ever missing. */
final class JsonExplanation {

    private JsonExplanation() {}

    static void write(PrintWriter out, ExplainResult result) {
        try {
            JsonWriter json = new JsonWriter(new JsonText(out));
            json.setIndent("  ");
            json.beginObject();
            switch (result) {
                case ExplainResult.Explained explained -> explained(json, explained);
                case ExplainResult.NoSuchUnit missing -> missing(json, missing);
                case ExplainResult.Failed failed -> failed(json, failed);
            }
            json.endObject().flush();
            out.print('\n');
            out.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a PrintWriter never throws", impossible);
        }
    }

    private static void missing(JsonWriter json, ExplainResult.NoSuchUnit missing) throws IOException {
        json.name("unit").value(missing.asked().value());
        json.name("host").value(missing.host().value());
        json.name("error").value("there is no such unit");
        strings(json.name("nearest"), missing.nearest());
    }

    private static void failed(JsonWriter json, ExplainResult.Failed failed) throws IOException {
        json.name("unit").value(failed.asked().value());
        json.name("host").value(failed.host().value());
        json.name("error").value(JsonReport.error(failed.failure()));
    }

    private static void explained(JsonWriter json, ExplainResult.Explained explained) throws IOException {
        Explanation explanation = explained.explanation();
        Definition definition = explanation.definition();
        json.name("unit").value(explanation.unit().value());
        json.name("host").value(explained.host().value());
        text(json.name("fragment"), definition.fragment());
        strings(json.name("dropins"), definition.applied());
        settings(json.name("settings"), explanation.settings());
        preset(json.name("preset"), explanation.startup().preset());
        json.name("enablement").value(explanation.startup().enablement().toString());
        strings(json.name("links"), List.copyOf(explanation.startup().links().keySet()));
        restart(json.name("restart"), explanation);
        strings(json.name("aliases"), explanation.aliases());
        text(json.name("template"), definition.template());
        json.name("masked").value(definition.isMasked());
        passedOver(json.name("passed_over"), definition);
        flaws(json.name("flaws"), explanation.flaws());
        live(json.name("live"), explanation.live());
        strings(
                json.name("hazards"),
                explanation.hazards().stream().map(hazard -> hazard.path()).toList());
    }

    private static void settings(JsonWriter json, List<ExplainedSetting> settings) throws IOException {
        json.beginArray();
        for (ExplainedSetting explained : settings) {
            boolean counts = explained.standing().isEffective();
            json.beginObject();
            json.name("section").value(explained.setting().section());
            json.name("name").value(explained.setting().name());
            text(json.name("value"), explained.value());
            text(json.name("canonical"), explained.canonical());
            json.name("file").value(explained.setting().path().value());
            json.name("line").value(explained.setting().line());
            json.name("effective").value(counts);
            json.name("why").value(counts ? null : StandingText.word(explained.standing()));
            json.name("reason").value(counts ? null : StandingText.reason(explained));
            json.endObject();
        }
        json.endArray();
    }

    private static void preset(JsonWriter json, PresetDecision decision) throws IOException {
        json.beginObject();
        json.name("decision").value(decision.policy().verb());
        text(json.name("file"), decision.rule().map(PresetDecision.Rule::file));
        json.name("line").value(decision.rule().map(PresetDecision.Rule::line).orElse(null));
        json.endObject();
    }

    private static void restart(JsonWriter json, Explanation explanation) throws IOException {
        if (explanation.restart().isEmpty()) {
            json.nullValue();
            return;
        }
        RestartVerdict verdict = explanation.restart().get();
        json.beginObject();
        json.name("verdict").value(verdict.kind().toString());
        json.name("starts").value(verdict.starts());
        json.name("interval_us")
                .value(
                        verdict.interval().isInfinite()
                                ? null
                                : verdict.interval().micros());
        json.name("arithmetic").value(verdict.arithmetic());
        text(json.name("remedy"), explanation.restartRemedy());
        json.endObject();
    }

    private static void passedOver(JsonWriter json, Definition definition) throws IOException {
        json.beginArray();
        for (HostPath hidden : definition.hidden()) {
            passedOver(json, hidden, "not read: a stronger directory has a unit file of this name");
        }
        for (DropIn dropIn : definition.dropIns()) {
            if (!dropIn.isApplied()) {
                passedOver(json, dropIn.path(), ExplanationText.remarkOn(dropIn.fate()));
            }
        }
        json.endArray();
    }

    private static void passedOver(JsonWriter json, HostPath path, String why) throws IOException {
        json.beginObject();
        json.name("path").value(path.value());
        json.name("why").value(why);
        json.endObject();
    }

    private static void flaws(JsonWriter json, List<Explanation.ExplainedFlaw> flaws) throws IOException {
        json.beginArray();
        for (Explanation.ExplainedFlaw flaw : flaws) {
            json.beginObject();
            json.name("file").value(flaw.file().value());
            json.name("line").value(flaw.line());
            json.name("message").value(flaw.message());
            json.name("fatal").value(flaw.fatal());
            json.endObject();
        }
        json.endArray();
    }

    private static void live(JsonWriter json, Optional<LiveUnit> live) throws IOException {
        if (live.isEmpty()) {
            json.nullValue();
            return;
        }
        LiveUnit unit = live.get();
        json.beginObject();
        json.name("load").value(unit.loadState());
        text(json.name("error"), unit.loadError());
        json.name("active").value(unit.activeState());
        json.name("sub").value(unit.subState());
        json.name("result").value(unit.result());
        json.name("restarts").value(unit.restarts());
        json.name("main_pid").value(unit.mainPid().orElse(null));
        json.name("differences").beginArray();
        for (LiveUnit.Difference difference : unit.differences()) {
            json.beginObject();
            json.name("property").value(difference.property());
            json.name("live").value(difference.live());
            json.name("disk").value(difference.disk());
            json.endObject();
        }
        json.endArray();
        pending(json.name("pending"), unit.pending());
        json.endObject();
    }

    private static void pending(JsonWriter json, List<LiveUnit.Pending> pending) throws IOException {
        json.beginArray();
        for (LiveUnit.Pending step : pending) {
            json.beginObject();
            json.name("action")
                    .value(
                            switch (step) {
                                case LiveUnit.Pending.DaemonReload reload -> "daemon-reload";
                                case LiveUnit.Pending.Restart restart -> "restart";
                            });
            json.name("reason").value(step.reason());
            json.endObject();
        }
        json.endArray();
    }

    private static void text(JsonWriter json, Optional<?> text) throws IOException {
        json.value(text.map(Object::toString).orElse(null));
    }

    private static void strings(JsonWriter json, List<?> texts) throws IOException {
        json.beginArray();
        for (Object text : texts) {
            json.value(text.toString());
        }
        json.endArray();
    }
}

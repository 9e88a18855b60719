package dev.converge.report.sweep;

import com.google.gson.stream.JsonWriter;
import dev.converge.check.Sweep;
import dev.converge.engine.SweepResult;
import dev.converge.finding.Finding;
import dev.converge.report.FailureText;
import dev.converge.report.JsonFindings;
import dev.converge.report.JsonPlan;
import dev.converge.report.JsonReport;
import dev.converge.report.JsonText;
import dev.converge.unit.SystemdVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** A sweep for programs: one document (its form: docs/check.md). */
final class SweepJson {

    /** Of this document. */
    static final int FORMAT = 1;

    private SweepJson() {}

    static void write(Writer out, FleetSweep sweep) {
        try {
            JsonWriter json = new JsonWriter(new JsonText(out));
            json.setIndent("  ");
            json.setSerializeNulls(true);
            json.beginObject()
                    .name("format")
                    .value(FORMAT)
                    .name("time")
                    .value(sweep.time().toString());
            json.name("hosts").beginObject();
            for (SweepResult result : sweep.results()) {
                json.name(result.host().value()).beginObject();
                host(json, result);
                json.endObject();
            }
            json.endObject().name("summary");
            summary(json, sweep.tally());
            if (sweep.since().isPresent()) {
                SinceJson.write(json, sweep.since().get());
            }
            json.endObject().flush();
            out.write('\n');
        } catch (IOException impossible) {
            throw new UncheckedIOException("neither a PrintWriter nor a StringWriter throws", impossible);
        }
    }

    private static void host(JsonWriter json, SweepResult result) throws IOException {
        switch (result) {
            case SweepResult.Swept swept -> {
                json.name("status").value("swept").name("error").nullValue().name("systemd");
                JsonPlan.numberOrNull(json, swept.systemd().map(SystemdVersion::number));
                json.name("pending_changes");
                number(json, swept.pending().stream().asLongStream().findFirst());
                findings(json, swept.sweep().findings(), swept.sweep().waived());
                units(json, swept.sweep().units());
                budgets(json, swept.sweep().budgets());
                missing(json, swept.sweep().missing());
            }
            case SweepResult.Failed failed -> {
                json.name("status").value(FailureText.word(failed.failure().kind()));
                json.name("error").value(JsonReport.error(failed.failure()));
                json.name("systemd").nullValue();
                json.name("pending_changes").nullValue();
                findings(json, failed.findings(), List.of());
                units(json, List.of());
                budgets(json, List.of());
                missing(json, List.of());
            }
        }
    }

    private static void findings(JsonWriter json, List<Finding> findings, List<Sweep.Waived> waived)
            throws IOException {
        json.name("findings").beginArray();
        for (Finding finding : findings) {
            json.beginObject();
            JsonFindings.members(json, finding);
            json.name("waived").nullValue().endObject();
        }
        for (Sweep.Waived each : waived) {
            json.beginObject();
            JsonFindings.members(json, each.finding());
            json.name("waived").beginObject();
            json.name("reason").value(each.waiver().reason());
            json.name("until").value(each.waiver().until().toString());
            json.endObject().endObject();
        }
        json.endArray();
    }

    private static void units(JsonWriter json, List<Sweep.UnitHealth> units) throws IOException {
        json.name("units").beginArray();
        for (Sweep.UnitHealth unit : units) {
            json.beginObject().name("unit").value(unit.unit().value());
            JsonPlan.user(json, unit.user());
            json.name("active").value(unit.active()).name("sub").value(unit.sub());
            json.name("restarts").value(unit.restarts());
            json.name("worst");
            word(json, unit.worst());
            json.endObject();
        }
        json.endArray();
    }

    private static void budgets(JsonWriter json, List<Sweep.Budget> budgets) throws IOException {
        json.name("budgets").beginArray();
        for (Sweep.Budget budget : budgets) {
            json.beginObject();
            json.name("resource").value(budget.resource().name().toLowerCase(Locale.ROOT));
            json.name("total").value(budget.total()).name("granted").value(budget.granted());
            json.name("used");
            number(json, budget.used());
            json.name("unlimited").beginArray();
            for (Object unit : budget.unlimited()) {
                json.value(unit.toString());
            }
            json.endArray().endObject();
        }
        json.endArray();
    }

    private static void missing(JsonWriter json, List<String> missing) throws IOException {
        json.name("missing").beginArray();
        for (String sentence : missing) {
            json.value(sentence);
        }
        json.endArray();
    }

    private static void word(JsonWriter json, Optional<Finding.Severity> severity) throws IOException {
        if (severity.isPresent()) {
            json.value(severity.get().toString());
        } else {
            json.nullValue();
        }
    }

    private static void number(JsonWriter json, OptionalLong number) throws IOException {
        if (number.isPresent()) {
            json.value(number.getAsLong());
        } else {
            json.nullValue();
        }
    }

    private static void summary(JsonWriter json, SweepTally tally) throws IOException {
        json.beginObject();
        json.name("hosts").value(tally.hosts());
        json.name("errors").value(tally.errors());
        json.name("warnings").value(tally.warnings());
        json.name("infos").value(tally.infos());
        json.name("waived").value(tally.waived());
        json.name("unreachable").value(tally.unreachable());
        json.name("failed").value(tally.failed());
        json.endObject();
    }
}

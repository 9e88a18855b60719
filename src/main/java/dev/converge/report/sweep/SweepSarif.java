package dev.converge.report.sweep;

import com.google.gson.stream.JsonWriter;
import dev.converge.check.Sweep.Waived;
import dev.converge.engine.SweepResult;
import dev.converge.finding.Finding;
import dev.converge.finding.FindingCode;
import dev.converge.host.HostName;
import dev.converge.report.FindingTitles;
import dev.converge.report.JsonFindings;
import dev.converge.report.JsonReport;
import dev.converge.report.JsonText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A sweep as SARIF 2.1.0: codes are rules, findings are results; a waived one is a suppressed result. Each result has a logical location, host and
 * unit, and where it rests on a line of a file a physical one, whose base is the tree of that host. A host that could not be looked at is a
 * notification of a run that did not succeed.
 */
public final class SweepSarif {

    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private final FleetSweep sweep;
    private final Documentation documentation;
    private final JsonWriter json;
    private final List<FindingCode> rules;

    private SweepSarif(FleetSweep sweep, Documentation documentation, JsonWriter json) {
        this.sweep = sweep;
        this.documentation = documentation;
        this.json = json;
        this.rules = sweep.results().stream()
                .flatMap(result -> Stream.concat(
                        SweepTally.findings(result).stream(),
                        SweepTally.waived(result).stream().map(Waived::finding)))
                .map(Finding::code)
                .distinct()
                .sorted()
                .toList();
        json.setIndent("  ");
    }

    public static String text(FleetSweep sweep, Documentation documentation) {
        StringWriter text = new StringWriter();
        try {
            new SweepSarif(sweep, documentation, new JsonWriter(new JsonText(text))).write();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a StringWriter never throws", impossible);
        }
        return text.append('\n').toString();
    }

    private void write() throws IOException {
        json.beginObject();
        json.name("$schema").value(SCHEMA).name("version").value("2.1.0");
        json.name("runs").beginArray().beginObject();
        json.name("tool").beginObject().name("driver");
        driver();
        json.endObject();
        json.name("columnKind").value("utf16CodeUnits");
        invocation();
        trees();
        json.name("results").beginArray();
        for (SweepResult result : sweep.results()) {
            results(result);
        }
        json.endArray();
        json.endObject().endArray().endObject().flush();
    }

    /** The rules are the codes that were found. */
    private void driver() throws IOException {
        json.beginObject().name("name").value("converge");
        json.name("rules").beginArray();
        for (FindingCode code : rules) {
            json.beginObject().name("id").value(code.toString());
            text("shortDescription", FindingTitles.of(code));
            Optional<String> page = documentation.of(code);
            text(
                    "help",
                    FindingTitles.of(code) + ". What it means and what to do: "
                            + page.orElse("docs/" + Documentation.where(code)));
            if (page.isPresent()) {
                json.name("helpUri").value(page.get());
            }
            json.endObject();
        }
        json.endArray().endObject();
    }

    private void invocation() throws IOException {
        json.name("invocations").beginArray().beginObject();
        json.name("startTimeUtc").value(sweep.time().toString());
        json.name("executionSuccessful").value(sweep.failed().isEmpty());
        json.name("toolExecutionNotifications").beginArray();
        for (SweepResult.Failed failed : sweep.failed()) {
            notification("error", failed.host(), JsonReport.error(failed.failure()));
        }
        for (SweepResult result : sweep.results()) {
            for (String sentence : SweepTally.missing(result)) {
                notification("warning", result.host(), sentence);
            }
        }
        json.endArray().endObject().endArray();
    }

    private void notification(String level, HostName host, String message) throws IOException {
        json.beginObject().name("level").value(level);
        text("message", host + ": " + message);
        json.name("locations").beginArray().beginObject();
        SarifLocation.logical(json, host, Optional.empty(), Optional.empty());
        json.endObject().endArray().endObject();
    }

    /** Where the paths of each host begin. */
    private void trees() throws IOException {
        json.name("originalUriBaseIds").beginObject();
        for (SweepResult result : sweep.results()) {
            json.name(result.host().value()).beginObject();
            json.name("uri").value(SarifLocation.tree(result.host()));
            json.endObject();
        }
        json.endObject();
    }

    private void results(SweepResult result) throws IOException {
        for (Finding finding : SweepTally.findings(result)) {
            json.beginObject();
            result(result.host(), finding);
            json.endObject();
        }
        for (Waived waived : SweepTally.waived(result)) {
            json.beginObject();
            result(result.host(), waived.finding());
            json.name("suppressions").beginArray().beginObject();
            json.name("kind").value("external").name("justification");
            json.value(waived.waiver().reason() + " (until " + waived.waiver().until() + ")");
            json.endObject().endArray().endObject();
        }
    }

    private void result(HostName host, Finding finding) throws IOException {
        json.name("ruleId").value(finding.code().toString());
        json.name("ruleIndex").value(rules.indexOf(finding.code()));
        json.name("level").value(level(finding.severity()));
        text("message", message(finding));
        json.name("locations").beginArray().beginObject();
        SarifLocation.physical(json, host, finding);
        SarifLocation.logical(json, host, finding.unit(), finding.user());
        json.endObject().endArray();
        json.name("partialFingerprints").beginObject();
        json.name("converge/v1").value(FindingKey.of(host, finding).toString());
        json.endObject();
        json.name("properties").beginObject();
        json.name("host").value(host.value());
        JsonFindings.members(json, finding);
        json.endObject();
    }

    private static String message(Finding finding) {
        return finding.message() + (finding.remedy().isEmpty() ? "" : "\n" + finding.remedy());
    }

    private static String level(Finding.Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "note";
        };
    }

    private void text(String name, String text) throws IOException {
        json.name(name).beginObject().name("text").value(text).endObject();
    }
}

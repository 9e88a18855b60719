package dev.converge.report.sweep;

import com.google.gson.stream.JsonWriter;
import dev.converge.finding.Finding;
import dev.converge.host.HostName;
import dev.converge.report.JsonFindings;
import dev.converge.report.JsonPlan;
import dev.converge.report.sweep.EarlierSweep.EarlierFinding;
import dev.converge.unit.UnitName;
import java.io.IOException;
import java.util.Map;

/** The member {@code since} of a sweep that was compared with an earlier one. */
final class SinceJson {

    private SinceJson() {}

    static void write(JsonWriter json, Since since) throws IOException {
        json.name("since").beginObject();
        json.name("time").value(since.time().toString());
        json.name("hosts").beginObject();
        for (Map.Entry<HostName, Since.Compared> host : since.hosts().entrySet()) {
            json.name(host.getKey().value()).beginObject();
            compared(json, host.getValue());
            json.endObject();
        }
        json.endObject();
        json.name("not_compared").beginObject();
        for (Map.Entry<HostName, String> host : since.notCompared().entrySet()) {
            json.name(host.getKey().value()).value(host.getValue());
        }
        json.endObject();
        json.name("summary").beginObject();
        json.name("new").value(since.fresh());
        json.name("still_there").value(since.still());
        json.name("gone").value(since.gone());
        json.endObject().endObject();
    }

    private static void compared(JsonWriter json, Since.Compared compared) throws IOException {
        json.name("new").beginArray();
        for (Finding finding : compared.fresh()) {
            json.beginObject();
            JsonFindings.members(json, finding);
            json.endObject();
        }
        json.endArray();
        json.name("still_there").value(compared.still().size());
        json.name("gone").beginArray();
        for (EarlierFinding finding : compared.gone()) {
            json.beginObject().name("code").value(finding.code());
            json.name("severity").value(finding.severity().toString());
            json.name("unit").value(finding.unit().map(UnitName::value).orElse(null));
            JsonPlan.user(json, finding.user());
            json.name("message").value(finding.message());
            json.endObject();
        }
        json.endArray();
    }
}

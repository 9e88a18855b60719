package dev.converge.report;

import com.google.gson.stream.JsonWriter;
import dev.converge.finding.Finding;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The member {@code findings} of every document: DESIGN.md has its form. */
public final class JsonFindings {

    private JsonFindings() {}

    static void write(JsonWriter json, List<Finding> findings) throws IOException {
        json.name("findings").beginArray();
        for (Finding finding : findings) {
            json.beginObject();
            members(json, finding);
            json.endObject();
        }
        json.endArray();
    }

    /** All that is known of one, in an object that is open. */
    public static void members(JsonWriter json, Finding finding) throws IOException {
        json.name("code").value(finding.code().toString());
        json.name("severity").value(finding.severity().toString());
        json.name("confidence").value(finding.confidence().toString());
        json.name("unit").value(finding.unit().map(Object::toString).orElse(null));
        JsonPlan.user(json, finding.user());
        json.name("message").value(finding.message());
        json.name("remedy").value(finding.remedy());
        json.name("evidence").beginObject();
        for (Map.Entry<String, String> evidence : finding.evidence().entrySet()) {
            json.name(evidence.getKey()).value(evidence.getValue());
        }
        json.endObject();
    }
}

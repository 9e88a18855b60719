package dev.converge.report.sweep;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import dev.converge.finding.Finding;
import dev.converge.report.sweep.EarlierSweep.EarlierFinding;
import dev.converge.unit.UnitName;
import dev.converge.unit.UserName;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads one finding of an earlier sweep. */
final class EarlierFindingReader {

    private static final Pattern CODE = Pattern.compile("[a-z0-9-]{1,64}");

    private final JsonReader json;
    private Optional<String> code = Optional.empty();
    private Optional<Finding.Severity> severity = Optional.empty();
    private Optional<UnitName> unit = Optional.empty();
    private Optional<UserName> user = Optional.empty();
    private Optional<String> message = Optional.empty();
    private boolean waived;

    EarlierFindingReader(JsonReader json) {
        this.json = json;
    }

    EarlierFinding read() throws IOException {
        json.beginObject();
        while (json.hasNext()) {
            member(json.nextName());
        }
        json.endObject();
        return new EarlierFinding(
                present(code, "code"), present(severity, "severity"), unit, user, present(message, "message"), waived);
    }

    private void member(String name) throws IOException {
        switch (name) {
            case "code" -> code = value(EarlierFindingReader::code);
            case "severity" -> severity = value(EarlierFindingReader::severity);
            case "unit" -> unit = value(UnitName::new);
            case "user" -> user = value(UserName::new);
            case "message" -> message = value(text -> text);
            case "waived" -> {
                waived = json.peek() != JsonToken.NULL;
                json.skipValue();
            }
            default -> json.skipValue();
        }
    }

    /** Nothing for null. */
    private <T> Optional<T> value(Function<String, T> reader) throws IOException {
        if (json.peek() == JsonToken.NULL) {
            json.nextNull();
            return Optional.empty();
        }
        String place = json.getPath();
        String text = json.nextString();
        try {
            return Optional.of(reader.apply(text));
        } catch (IllegalArgumentException invalid) {
            throw new UnusableSweepException(place + " holds what cannot be there").because(invalid);
        }
    }

    private <T> T present(Optional<T> value, String name) {
        return value.orElseThrow(
                () -> new UnusableSweepException("the finding before " + json.getPath() + " has no " + name));
    }

    private static String code(String text) {
        if (!CODE.matcher(text).matches()) {
            throw new IllegalArgumentException("not a code: " + text);
        }
        return text;
    }

    private static Finding.Severity severity(String text) {
        return Stream.of(Finding.Severity.values())
                .filter(candidate -> candidate.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not a severity: " + text));
    }
}

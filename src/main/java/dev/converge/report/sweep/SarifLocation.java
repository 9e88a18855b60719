package dev.converge.report.sweep;

import com.google.gson.stream.JsonWriter;
import dev.converge.finding.Finding;
import dev.converge.host.HostName;
import dev.converge.unit.UnitName;
import dev.converge.unit.UserName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where on which host a finding is, as SARIF tells it. */
final class SarifLocation {

    /** As evidence spells a line of a file. */
    private static final Pattern SPOT = Pattern.compile("(/[^\n]*):([1-9][0-9]{0,8})");

    private static final String UNRESERVED = "-._~/";

    private SarifLocation() {}

    /** The member for host, user and unit. */
    static void logical(JsonWriter json, HostName host, Optional<UnitName> unit, Optional<UserName> user)
            throws IOException {
        json.name("logicalLocations").beginArray().beginObject();
        json.name("name").value(unit.map(UnitName::value).orElse(host.value()));
        json.name("fullyQualifiedName");
        json.value(host
                + user.map(name -> "/" + name).orElse("")
                + unit.map(name -> "/" + name).orElse(""));
        json.name("kind").value(unit.isPresent() ? "unit" : "host");
        json.endObject().endArray();
    }

    /** The member for a file, if the evidence names one: with its line, or the file as a whole. */
    static void physical(JsonWriter json, HostName host, Finding finding) throws IOException {
        Optional<Matcher> spot = spot(finding.evidence());
        Optional<String> file = spot.map(found -> found.group(1))
                .or(() -> Optional.ofNullable(finding.evidence().get("path"))
                        .filter(path -> path.startsWith("/") && !path.contains("\n")));
        if (file.isEmpty()) {
            return;
        }
        json.name("physicalLocation").beginObject();
        json.name("artifactLocation").beginObject();
        json.name("uri").value(encoded(file.get().substring(1)));
        json.name("uriBaseId").value(host.value());
        json.endObject();
        if (spot.isPresent()) {
            json.name("region").beginObject();
            json.name("startLine").value(Integer.parseInt(spot.get().group(2)));
            json.endObject();
        }
        json.endObject();
    }

    /** The line that it is about rather than one that it is compared with. */
    private static Optional<Matcher> spot(Map<String, String> evidence) {
        return Stream.concat(Stream.ofNullable(evidence.get("line")), evidence.values().stream())
                .map(SPOT::matcher)
                .filter(Matcher::matches)
                .findFirst();
    }

    /** The address of the root of a host's files, as RFC 8089 spells those of another machine. */
    static String tree(HostName host) {
        return "file://" + encoded(host.value()) + "/";
    }

    private static String encoded(String path) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : path.getBytes(StandardCharsets.UTF_8)) {
            if (octet >= 0 && (Character.isLetterOrDigit(octet) || UNRESERVED.indexOf(octet) >= 0)) {
                encoded.append((char) octet);
            } else {
                encoded.append(String.format(Locale.ROOT, "%%%02X", octet));
            }
        }
        return encoded.toString();
    }
}

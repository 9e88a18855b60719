package dev.converge.report.sweep;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import dev.converge.host.HostName;
import dev.converge.report.sweep.EarlierSweep.EarlierHost;
import dev.converge.unit.Content;
import java.io.IOException;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads what {@link SweepReport} wrote as JSON, as far as it is needed for a comparison; what else is in it is skipped. Reads piece by piece: a file
 * of any depth or size takes no more memory than what is kept of it. Names are valid ones afterwards; messages are the file's own.
 */
public final class EarlierSweepReader {

    private static final int DEEPEST = 20;

    private final JsonReader json;

    private EarlierSweepReader(JsonReader json) {
        this.json = json;
    }

    /** @throws UnusableSweepException when it is something else, damaged, or of another format */
    public static EarlierSweep read(Content file) {
        String text =
                file.text().orElseThrow(() -> new UnusableSweepException("it is not a sweep, nor any other text"));
        JsonReader json = new JsonReader(new StringReader(text));
        json.setStrictness(Strictness.STRICT);
        json.setNestingLimit(DEEPEST);
        try {
            return new EarlierSweepReader(json).sweep();
        } catch (IOException | IllegalStateException | NumberFormatException malformed) {
            throw new UnusableSweepException("it is no sweep, or damaged at " + json.getPath()).because(malformed);
        }
    }

    private EarlierSweep sweep() throws IOException {
        json.beginObject();
        format();
        Optional<Instant> time = Optional.empty();
        SortedMap<HostName, EarlierHost> hosts = new TreeMap<>();
        while (json.hasNext()) {
            switch (json.nextName()) {
                case "time" -> time = Optional.of(time());
                case "hosts" -> hosts(hosts);
                default -> json.skipValue();
            }
        }
        json.endObject();
        if (json.peek() != JsonToken.END_DOCUMENT) {
            throw new UnusableSweepException("there is something behind its end");
        }
        return new EarlierSweep(
                time.orElseThrow(() -> new UnusableSweepException("it is no sweep: it does not say when it was made")),
                hosts);
    }

    /** It comes first, because what it is decides how the rest is read. */
    private void format() throws IOException {
        if (!json.hasNext() || !json.nextName().equals("format")) {
            throw new UnusableSweepException("it is no sweep");
        }
        int format = json.nextInt();
        if (format != SweepJson.FORMAT) {
            throw new UnusableSweepException(
                    "it has format " + format + ", and this converge knows " + SweepJson.FORMAT);
        }
    }

    private Instant time() throws IOException {
        String text = json.nextString();
        try {
            return Instant.parse(text);
        } catch (DateTimeException invalid) {
            throw new UnusableSweepException(json.getPath() + " is no time").because(invalid);
        }
    }

    private void hosts(SortedMap<HostName, EarlierHost> hosts) throws IOException {
        json.beginObject();
        while (json.hasNext()) {
            String name = json.nextName();
            if (!HostName.isValid(name)) {
                throw new UnusableSweepException(json.getPath() + " is no name of a host");
            }
            if (hosts.put(new HostName(name), host()) != null) {
                throw new UnusableSweepException("the host " + name + " is in it twice");
            }
        }
        json.endObject();
    }

    private EarlierHost host() throws IOException {
        boolean swept = false;
        List<EarlierSweep.EarlierFinding> findings = new ArrayList<>();
        json.beginObject();
        while (json.hasNext()) {
            switch (json.nextName()) {
                case "status" -> swept = json.nextString().equals("swept");
                case "findings" -> findings(findings);
                default -> json.skipValue();
            }
        }
        json.endObject();
        return new EarlierHost(swept, findings);
    }

    private void findings(List<EarlierSweep.EarlierFinding> findings) throws IOException {
        json.beginArray();
        while (json.hasNext()) {
            findings.add(new EarlierFindingReader(json).read());
        }
        json.endArray();
    }
}

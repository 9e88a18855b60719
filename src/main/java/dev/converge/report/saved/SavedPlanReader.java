package dev.converge.report.saved;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import dev.converge.engine.SavedPlan;
import dev.converge.engine.SavedPlan.SavedHost;
import dev.converge.host.HostName;
import dev.converge.report.JsonReport;
import dev.converge.unit.Content;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what {@link SavedPlanWriter} wrote, and nothing else: any other text is refused, with what is wrong, where, and what to do. */
public final class SavedPlanReader {

    static final String PLAN_AGAIN = "Make it again: converge plan -o FILE";

    private static final Pattern FORMAT =
            Pattern.compile("\\{\n  \"format\": ([0-9]{1,9}),\n  \"([a-z]+)\": .*", Pattern.DOTALL);
    private static final Pattern RUN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,63}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private SavedPlanReader() {}

    /** Whether a file that begins like this was meant to be a saved plan, of whatever version and however damaged. */
    public static boolean isMeant(String beginning) {
        Matcher format = FORMAT.matcher(beginning);
        return format.matches() && format.group(2).equals("saved");
    }

    /** @throws UnusablePlanException when it is not whole, foreign, or of another version */
    public static SavedPlan read(Content file) {
        String text = file.text()
                .orElseThrow(() -> new UnusablePlanException("it is not a saved plan, nor any other text", PLAN_AGAIN));
        refuseForeign(text);
        if (Seal.body(text).isEmpty()) {
            throw new UnusablePlanException("it has no end: it was cut short or changed", PLAN_AGAIN);
        }
        if (!Seal.isWhole(text)) {
            throw new UnusablePlanException(
                    "it is not as it was saved: something was changed in it, or is damaged",
                    "Change the playbook instead, and make the plan again: converge plan -o FILE");
        }
        return plan(SavedNode.root(parse(Seal.body(text).orElseThrow())));
    }

    private static void refuseForeign(String text) {
        Matcher format = FORMAT.matcher(text);
        if (!format.matches()) {
            throw new UnusablePlanException("it is not a saved plan", PLAN_AGAIN);
        }
        if (Integer.parseInt(format.group(1)) != JsonReport.FORMAT) {
            throw new UnusablePlanException(
                    "it has format " + format.group(1) + ", and this converge knows " + JsonReport.FORMAT,
                    "Use the converge that saved it, or make it again: converge plan -o FILE");
        }
        if (!format.group(2).equals("saved")) {
            throw new UnusablePlanException(
                    "it is what --format json prints, which has no contents of files",
                    "Save a plan: converge plan -o FILE");
        }
    }

    private static JsonElement parse(String text) {
        JsonReader reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.STRICT);
        try {
            return JsonParser.parseReader(reader);
        } catch (JsonParseException | NumberFormatException | StackOverflowError malformed) {
            throw new UnusablePlanException("it is not JSON: it was damaged", PLAN_AGAIN).because(malformed);
        }
    }

    private static SavedPlan plan(SavedNode root) {
        root.skip("format", "summary");
        Map<String, Content> contents = contents(root.child("contents"));
        SavedNode saved = root.child("saved");
        String run = saved.value("run", SavedPlanReader::run);
        List<SavedPlan.Input> inputs =
                saved.children("inputs").stream().map(SavedPlanReader::input).toList();
        saved.end();
        List<SavedHost> hosts = new ArrayList<>();
        SavedNode all = root.child("hosts");
        for (String name : all.names()) {
            if (!HostName.isValid(name)) {
                throw all.refusal(name, "is no name of a host");
            }
            hosts.add(new SavedHostReader(new HostName(name), all.child(name), contents).read());
        }
        root.end();
        return new SavedPlan(run, inputs, hosts);
    }

    private static SavedPlan.Input input(SavedNode node) {
        SavedPlan.Input input = new SavedPlan.Input(
                node.value("name", SavedPlanReader::line), node.value("sha256", SavedPlanReader::sha256));
        node.end();
        return input;
    }

    private static Map<String, Content> contents(SavedNode node) {
        Map<String, Content> contents = new TreeMap<>();
        for (String sha256 : node.names()) {
            Content content =
                    node.value(sha256, text -> Content.of(Base64.getDecoder().decode(text)));
            if (!content.sha256().equals(sha256)) {
                throw node.refusal(sha256, "holds other bytes than its hash says");
            }
            contents.put(sha256, content);
        }
        return contents;
    }

    private static String run(String text) {
        return matching(RUN, text);
    }

    static String sha256(String text) {
        return matching(SHA256, text);
    }

    /** Of a path of this machine, or of a name: no control characters, for it is shown and opened. */
    static String line(String text) {
        if (text.isEmpty() || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("not a name: '" + text + "'");
        }
        return text;
    }

    static String matching(Pattern pattern, String text) {
        return Optional.of(text)
                .filter(candidate -> pattern.matcher(candidate).matches())
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is not of the form " + pattern));
    }
}

package dev.converge.e2e;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Chromium without a screen, spoken to in its DevTools protocol over a pipe: documents of JSON, each with a NUL behind it. */
final class Browser implements AutoCloseable {

    private final Process process;
    private final BufferedReader answers;
    private final OutputStream requests;
    private final List<JsonObject> events = new ArrayList<>();
    private String session = "";
    private int last;

    private Browser(Process process) {
        this.process = process;
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.requests = process.getOutputStream();
    }

    /** One with an empty page. */
    static Browser start(String container) {
        String script =
                "exec timeout 120 chromium-headless-shell --no-sandbox --disable-gpu --hide-scrollbars --remote-debugging-pipe"
                        + " 3<&0 4>&1 >/dev/null 2>&1";
        try {
            Browser browser =
                    new Browser(new ProcessBuilder("docker", "exec", "-i", container, "sh", "-c", script).start());
            String target = browser.ask("Target.createTarget", "{\"url\": \"about:blank\"}")
                    .get("targetId")
                    .getAsString();
            browser.session = browser.ask(
                            "Target.attachToTarget", "{\"targetId\": \"" + target + "\", \"flatten\": true}")
                    .get("sessionId")
                    .getAsString();
            for (String domain : List.of("Page", "Network", "Log", "Runtime")) {
                browser.ask(domain + ".enable", "{}");
            }
            return browser;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As wide as a window or a phone. */
    void resize(int width, int height, boolean phone) {
        ask(
                "Emulation.setDeviceMetricsOverride",
                "{\"width\": " + width + ", \"height\": " + height + ", \"deviceScaleFactor\": 1, \"mobile\": " + phone
                        + "}");
    }

    /** As on a screen or on paper, light or dark. */
    void emulate(String media, String scheme) {
        ask(
                "Emulation.setEmulatedMedia",
                "{\"media\": \"" + media + "\", \"features\": [{\"name\": \"prefers-color-scheme\", \"value\": \""
                        + scheme + "\"}]}");
    }

    /** Opens a file of the container, until it is loaded. */
    void open(String file) {
        events.clear();
        ask("Page.navigate", "{\"url\": \"file://" + file + "\"}");
        while (events("Page.loadEventFired").isEmpty()) {
            receive();
        }
    }

    /** What the page has asked for, by its address. */
    List<String> requested() {
        return events("Network.requestWillBeSent").stream()
                .map(event -> event.getAsJsonObject("request").get("url").getAsString())
                .toList();
    }

    /** What the console has to say: errors, warnings, and what the policy of the page has forbidden. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        for (String kind : List.of("Log.entryAdded", "Runtime.exceptionThrown", "Runtime.consoleAPICalled")) {
            events(kind).forEach(event -> complaints.add(event.toString()));
        }
        return complaints;
    }

    /** The value of an expression, as text. */
    String evaluate(String expression) {
        JsonObject parameters = new JsonObject();
        parameters.addProperty("expression", "String(" + expression + ")");
        return ask("Runtime.evaluate", parameters.toString())
                .getAsJsonObject("result")
                .get("value")
                .getAsString();
    }

    /** A picture of the whole page, PNG in base64. */
    String picture() {
        return ask("Page.captureScreenshot", "{\"captureBeyondViewport\": true}")
                .get("data")
                .getAsString();
    }

    private List<JsonObject> events(String method) {
        return events.stream()
                .filter(event -> event.get("method").getAsString().equals(method))
                .map(event -> event.getAsJsonObject("params"))
                .toList();
    }

    private JsonObject ask(String method, String parameters) {
        int id = ++last;
        String addressed = session.isEmpty() ? "" : ", \"sessionId\": \"" + session + "\"";
        try {
            requests.write(("{\"id\": " + id + ", \"method\": \"" + method + "\", \"params\": " + parameters + addressed
                            + "}\0")
                    .getBytes(StandardCharsets.UTF_8));
            requests.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        while (true) {
            JsonObject answer = receive();
            if (answer.has("id") && answer.get("id").getAsInt() == id) {
                if (answer.has("error")) {
                    throw new AssertionError(method + ": " + answer.get("error"));
                }
                return answer.getAsJsonObject("result");
            }
        }
    }

    /** The next document; kept, if it tells of an event. */
    private JsonObject receive() {
        try {
            StringBuilder text = new StringBuilder();
            for (int character = answers.read(); character != 0; character = answers.read()) {
                if (character < 0) {
                    throw new AssertionError("the browser has ended");
                }
                text.append((char) character);
            }
            JsonObject document = JsonParser.parseString(text.toString()).getAsJsonObject();
            if (document.has("method")) {
                events.add(document);
            }
            return document;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}

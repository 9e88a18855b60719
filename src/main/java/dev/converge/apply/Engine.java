package dev.converge.apply;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** The shell script that changes a host, put together from its parts. All of them but the first are functions. */
final class Engine {

    private static final List<String> PARTS = List.of(
            "head", "answer", "token", "rights", "home", "journal", "plan", "allow", "seen", "stage", "swap", "undo",
            "recover", "end", "systemd", "verify", "units", "jobs", "health", "revive", "main");

    private Engine() {}

    static String text() {
        return PARTS.stream()
                .map(part -> resource("transaction/" + part + ".sh"))
                .collect(Collectors.joining("\n"));
    }

    /** @param name of a file below {@code remote/} */
    static String resource(String name) {
        try (InputStream script = Engine.class.getResourceAsStream("/remote/" + name)) {
            if (script == null) {
                throw new IllegalStateException("remote/" + name + " is not in the jar");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException("remote/" + name + " cannot be read from the jar", broken);
        }
    }
}

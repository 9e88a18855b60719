package dev.converge.apply;

import dev.converge.unit.Content;
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
            "recover", "end", "own", "systemd", "verify", "units", "jobs", "health", "revive", "main");

    private Engine() {}

    static String text() {
        return PARTS.stream()
                .map(part -> resource("transaction/" + part + ".sh"))
                .collect(Collectors.joining("\n"));
    }

    /** As a running system keeps it: what to do is in its arguments. */
    static String stored() {
        return text() + "\nserve \"$@\"\n";
    }

    /** Tells versions of {@link #stored()} apart. */
    static String id() {
        return Content.of(stored()).sha256().substring(0, 16);
    }

    /** What is asked of a running system around a change. */
    static String session() {
        return resource("session.sh");
    }

    /** @param name of a file below {@code remote/} */
    private static String resource(String name) {
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

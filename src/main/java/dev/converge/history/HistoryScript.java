package dev.converge.history;

import dev.converge.plan.RunId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** What is sent to a host: history.sh, and one last line that calls it. */
final class HistoryScript {

    private HistoryScript() {}

    /**
     * @param nonce letters and digits that the host could not know
     * @param run the run whose backups are wanted
     */
    static String text(Optional<Path> root, Optional<RunId> run, String nonce) {
        String tree = root.map(Path::toAbsolutePath).map(Path::toString).orElse("");
        // A start-up file of the login shell may eat the first line. What the functions run must not read the script.
        return "\n" + functions() + "history " + nonce + " " + quoted(tree) + " "
                + quoted(run.map(RunId::value).orElse("")) + " </dev/null\n";
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    private static String functions() {
        try (InputStream script = HistoryScript.class.getResourceAsStream("/remote/history.sh")) {
            if (script == null) {
                throw new IllegalStateException("remote/history.sh is not in the jar");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("remote/history.sh cannot be read from the jar", unreadable);
        }
    }
}

package dev.converge.observed;

import dev.converge.unit.Glob;
import dev.converge.unit.HostPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What is sent to a host: probe.sh, for a sweep sweep.sh behind it, and one last line that calls it with the request as quoted words. The words are lists of values
 * without a newline, one a line; quoting makes each list one word whatever is in it.
 */
final class ProbeScript {

    private static final String FUNCTIONS = load("probe.sh");
    private static final String OF_SWEEP = load("sweep.sh");

    private ProbeScript() {}

    /** @param nonce letters and digits that the host could not know */
    static String text(ProbeRequest request, String nonce) {
        List<String> words = List.of(
                nonce,
                request.root().map(Path::toAbsolutePath).map(Path::toString).orElse(""),
                lines(request.units()),
                lines(request.patterns().stream().map(ProbeScript::looser).toList()),
                lines(withAncestors(request.files())),
                lines(request.users()),
                lines(request.groups()),
                request.query()
                        .filter(ProbeScript::canBeAsked)
                        .map(query -> query.unit().value())
                        .orElse(""),
                request.query()
                        .map(query -> String.join(",", query.properties()))
                        .orElse(""),
                lines(request.managers()),
                request.lookBack().map(span -> Long.toString(span.toSeconds())).orElse(""));
        // A start-up file of the login shell may eat the first line. When it eats more, the second is gone, and nothing
        // is run.
        StringBuilder script = new StringBuilder("\nwhole=" + nonce + "\n").append(FUNCTIONS);
        if (request.lookBack().isPresent()) {
            script.append(OF_SWEEP);
        }
        script.append("[ \"${whole-}\" = " + nonce + " ] || { " + eaten(nonce) + "exit 1; }\nprobe");
        words.forEach(word -> script.append(' ').append(quoted(word)));
        // What the functions run must not read the script.
        return script.append(" </dev/null\n").toString();
    }

    /** The answer that is left to give, with nothing but what every shell has. */
    private static String eaten(String nonce) {
        return "printf '\\n%s' 'BEGIN " + nonce + "' '' '@" + nonce + " failed' 'eaten ' '' 'END " + nonce
                + " 1'; echo; ";
    }

    /** A template has no properties: systemctl refuses its name. */
    private static boolean canBeAsked(UnitQuery query) {
        return !query.unit().isTemplate();
    }

    private static String lines(List<?> items) {
        return String.join("\n", items.stream().map(Object::toString).toList());
    }

    private static String quoted(String word) {
        if (word.indexOf('\0') >= 0) {
            throw new IllegalStateException("a NUL in a word for the probe");
        }
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /**
     * A shell pattern that matches at least what the glob matches. Shells and fnmatch(3) differ in brackets and backslashes; to be told of a
     * unit too many does no harm.
     */
    private static String looser(Glob glob) {
        return glob.pattern().replaceAll("\\[[!^]?]?[^]]*]", "?").replaceAll("[^A-Za-z0-9:_.@*-]", "?");
    }

    /** The paths and all directories above them, relative to the root, each once: what a file lies in matters when it is not there yet. */
    private static List<String> withAncestors(List<HostPath> files) {
        Set<String> paths = new LinkedHashSet<>();
        for (HostPath file : files) {
            String path = file.value().substring(1);
            for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
                paths.add(path.substring(0, slash));
            }
            paths.add(path);
        }
        return new ArrayList<>(paths);
    }

    private static String load(String name) {
        try (InputStream script = ProbeScript.class.getResourceAsStream("/remote/" + name)) {
            if (script == null) {
                throw new IllegalStateException("remote/" + name + " is not in the jar");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalStateException("remote/" + name + " cannot be read", unreadable);
        }
    }
}

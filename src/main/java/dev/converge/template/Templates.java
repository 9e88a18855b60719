package dev.converge.template;

import dev.converge.problem.Problems;
import dev.converge.problem.SourceSpot;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Renders Pebble templates and strings with expressions. Strict: an undefined variable is a problem. Safe for use by many threads. */
public final class Templates {

    /** @param folder where templates, includes and copied files are found, and nowhere else */
    public Templates(Path folder) {
        throw new UnsupportedOperationException();
    }

    /**
     * @param name of a file below the folder
     * @param usedAt where the playbook names it, for "no such template"
     * @return the text; empty when there is a problem, told at the template's own line
     */
    public Optional<String> render(String name, Map<String, Object> variables, SourceSpot usedAt, Problems problems) {
        throw new UnsupportedOperationException();
    }

    /** A string of a playbook that may hold expressions; one without any comes back as it is. */
    public Optional<String> evaluate(String text, Map<String, Object> variables, SourceSpot spot, Problems problems) {
        throw new UnsupportedOperationException();
    }

    /** The bytes of a file below the folder, for {@code copy:}. */
    public Optional<byte[]> read(String name, SourceSpot usedAt, Problems problems) {
        throw new UnsupportedOperationException();
    }
}

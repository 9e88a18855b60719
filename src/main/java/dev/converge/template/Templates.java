package dev.converge.template;

import dev.converge.problem.Problem;
import dev.converge.problem.Problems;
import dev.converge.problem.SourceSpot;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Renders Pebble templates and strings with expressions. Strict: an undefined variable is a problem. Safe for use by many threads.
 *
 * <p>A newline right after a tag ({@code %}, one with a percent sign) or a comment does not reach the text, as in Ansible's templates; one
 * after an expression does. Filters and functions are those of {@link TemplateFilters} and {@link CoreLimits}, and no method of a Java object can be called. A
 * template that runs longer than five seconds, writes more than 4 MB or includes itself without end is a problem like any other.
 *
 * <p>Pebble is started with the first text that needs it; a text without any opening brace pair comes back as it is.
 */
public final class Templates {

    private final TemplateFolder folder;
    private final Supplier<Renderer> renderer;

    /** @param folder where templates, includes and copied files are found, and nowhere else */
    public Templates(Path folder) {
        this.folder = new TemplateFolder(folder);
        this.renderer = new LazyRenderer(this.folder);
    }

    /**
     * @param name of a file below the folder
     * @param usedAt where the playbook names it, for "no such template"
     * @return the text; empty when there is a problem, told at the template's own line
     */
    public Optional<String> render(String name, Map<String, Object> variables, SourceSpot usedAt, Problems problems) {
        String source;
        try {
            source = folder.text(name);
        } catch (RefusedFileException refused) {
            problems.add(usedAt, refused.reason(), refused.remedy());
            return Optional.empty();
        }
        if (isPlain(source)) {
            return Optional.of(source);
        }
        return written(
                new TemplateErrors(new TemplateErrors.Where.File(folder, name), variables),
                problems,
                () -> renderer.get().file(name, variables));
    }

    /** A string of a playbook that may hold expressions; one without any comes back as it is. */
    public Optional<String> evaluate(String text, Map<String, Object> variables, SourceSpot spot, Problems problems) {
        if (isPlain(text)) {
            return Optional.of(text);
        }
        return written(
                new TemplateErrors(new TemplateErrors.Where.Literal(folder, text, spot), variables),
                problems,
                () -> renderer.get().literal(text, variables));
    }

    /** The bytes of a file below the folder, for {@code copy:}. */
    public Optional<byte[]> read(String name, SourceSpot usedAt, Problems problems) {
        try {
            return Optional.of(folder.bytes(name));
        } catch (RefusedFileException refused) {
            problems.add(usedAt, refused.reason(), refused.remedy());
            return Optional.empty();
        }
    }

    private static boolean isPlain(String text) {
        return !text.contains("{{") && !text.contains("{%") && !text.contains("{#");
    }

    /** Text that can fail to come about. */
    private interface Writing {
        String text() throws IOException;
    }

    private static Optional<String> written(TemplateErrors errors, Problems problems, Writing writing) {
        Problem problem;
        try {
            return Optional.of(writing.text());
        } catch (RuntimeException failure) {
            problem = errors.explain(failure);
        } catch (StackOverflowError endless) {
            problem = errors.endless();
        } catch (OutOfMemoryError huge) {
            // What was being built is garbage by now, so going on is safe.
            problem = errors.huge();
        } catch (IOException impossible) {
            throw new IllegalStateException(StringWriter.class + " failed", impossible);
        }
        problems.add(problem);
        return Optional.empty();
    }
}

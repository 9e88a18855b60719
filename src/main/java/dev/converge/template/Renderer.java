package dev.converge.template;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.extension.core.CoreExtension;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Locale;
import java.util.Map;

/** Pebble, set up so that a template can compute text from values and do nothing else. */
final class Renderer {

    /** Characters of one text; a unit file has a few hundred. */
    private static final int MAX_LENGTH = 4 * 1024 * 1024;

    private final PebbleEngine engine;

    Renderer(TemplateFolder folder) {
        this.engine = new PebbleEngine.Builder()
                .loader(new FolderLoader(folder))
                .strictVariables(true)
                .autoEscaping(false)
                // Pebble's own trimming also eats the newline after {{ }} and joins two lines; BlockNewlines does it
                // right.
                .newLineTrimming(false)
                .defaultLocale(Locale.ROOT)
                .maxRenderedSize(MAX_LENGTH)
                // A second wall: ValueResolver never lets it come to this.
                .methodAccessValidator((object, method) -> false)
                .registerExtensionCustomizer(extension ->
                        extension instanceof CoreExtension ? new CoreLimits(extension) : new NothingOf(extension))
                .extension(new TemplateExtension(folder))
                .build();
    }

    String file(String name, Map<String, Object> variables) throws IOException {
        return write(engine.getTemplate(name), variables);
    }

    String literal(String text, Map<String, Object> variables) throws IOException {
        return write(engine.getLiteralTemplate(BlockNewlines.dropIn(text)), variables);
    }

    private static String write(PebbleTemplate template, Map<String, Object> variables) throws IOException {
        StringWriter text = new StringWriter();
        Deadline.start();
        try {
            template.evaluate(text, Undefined.hidePebbles(variables));
        } finally {
            Deadline.stop();
        }
        return text.toString();
    }
}

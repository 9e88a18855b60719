package dev.converge.template;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the renderer, and with it loads Pebble, when it is first asked for; once, whichever thread asks. */
final class LazyRenderer implements Supplier<Renderer> {

    private final TemplateFolder folder;
    private @Nullable Renderer made;

    LazyRenderer(TemplateFolder folder) {
        this.folder = folder;
    }

    @Override
    public synchronized Renderer get() {
        Renderer renderer = made;
        if (renderer == null) {
            renderer = new Renderer(folder);
            made = renderer;
        }
        return renderer;
    }
}

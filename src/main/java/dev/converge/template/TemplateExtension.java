package dev.converge.template;

import io.pebbletemplates.pebble.attributes.AttributeResolver;
import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.extension.NodeVisitorFactory;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import java.util.List;
import java.util.Map;

/** What converge adds to Pebble. */
final class TemplateExtension extends AbstractExtension {

    private final TemplateFolder folder;

    TemplateExtension(TemplateFolder folder) {
        this.folder = folder;
    }

    @Override
    public Map<String, Filter> getFilters() {
        return TemplateFilters.all();
    }

    @Override
    public Map<String, Function> getFunctions() {
        return Map.of("range", new RangeFunction());
    }

    @Override
    public List<AttributeResolver> getAttributeResolver() {
        return List.of(new ValueResolver());
    }

    @Override
    public List<NodeVisitorFactory> getNodeVisitors() {
        return List.of(template -> new TemplateInspection(folder, (PebbleTemplateImpl) template));
    }
}

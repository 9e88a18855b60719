package dev.converge.template;

import io.pebbletemplates.pebble.extension.Extension;
import io.pebbletemplates.pebble.extension.ExtensionCustomizer;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.extension.NodeVisitorFactory;
import io.pebbletemplates.pebble.extension.Test;
import io.pebbletemplates.pebble.tokenParser.TokenParser;
import java.util.List;
import java.util.Map;

/** An extension that Pebble always has and converge never wants: HTML escaping, and translated texts from the class path. */
final class NothingOf extends ExtensionCustomizer {

    NothingOf(Extension unwanted) {
        super(unwanted);
    }

    @Override
    public Map<String, Filter> getFilters() {
        return Map.of();
    }

    @Override
    public Map<String, Test> getTests() {
        return Map.of();
    }

    @Override
    public Map<String, Function> getFunctions() {
        return Map.of();
    }

    @Override
    public List<TokenParser> getTokenParsers() {
        return List.of();
    }

    @Override
    public List<NodeVisitorFactory> getNodeVisitors() {
        return List.of();
    }
}

package dev.converge.template;

import io.pebbletemplates.pebble.extension.Extension;
import io.pebbletemplates.pebble.extension.ExtensionCustomizer;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.operator.BinaryOperator;
import io.pebbletemplates.pebble.tokenParser.TokenParser;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is left of Pebble's core: its tags without {@code cache}, {@code flush} and {@code parallel}, its operators without {@code ..}, which
 * has no bound, its tests, and the functions {@code max} and {@code min}. All filters and {@code range} are ours.
 */
final class CoreLimits extends ExtensionCustomizer {

    private static final Set<String> TAGS_LEFT_OUT = Set.of("cache", "flush", "parallel");

    CoreLimits(Extension core) {
        super(core);
    }

    @Override
    public List<TokenParser> getTokenParsers() {
        return super.getTokenParsers().stream()
                .filter(parser -> !TAGS_LEFT_OUT.contains(parser.getTag()))
                .toList();
    }

    @Override
    public List<BinaryOperator> getBinaryOperators() {
        return super.getBinaryOperators().stream()
                .filter(operator -> !operator.getSymbol().equals(".."))
                .toList();
    }

    @Override
    public Map<String, Filter> getFilters() {
        return Map.of();
    }

    @Override
    public Map<String, Function> getFunctions() {
        Map<String, Function> functions = super.getFunctions();
        return Map.of("max", functions.get("max"), "min", functions.get("min"));
    }
}

package dev.converge.yaml;

import dev.converge.problem.Problems;
import dev.converge.problem.SourceSpot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;

/**
 * Nodes from SnakeYAML's events. What converge refuses is reported and reading goes on, so that a file tells all of it at once; syntax
 * errors and nesting beyond the limit end it with an exception, which {@link YamlDocument} turns into a problem.
 */
final class NodeBuilder {

    static final int MAX_DEPTH = 50;

    static final String NO_VAULT =
            "keep the secret out of this file, for example in a file on the host that the unit reads";

    /** Nesting beyond {@link #MAX_DEPTH}; following it would end in a stack overflow. */
    static final class TooDeepException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient SourceSpot spot;

        TooDeepException(SourceSpot spot) {
            this.spot = spot;
        }

        SourceSpot spot() {
            return spot;
        }
    }

    private final SourceText source;
    private final Parser parser;
    private final Problems problems;

    NodeBuilder(SourceText source, Parser parser, Problems problems) {
        this.source = source;
        this.parser = parser;
        this.problems = problems;
    }

    /** The root node of the only document; empty for a file of nothing but comments. */
    Optional<YamlNode> document() {
        parser.getEvent(); // the stream begins
        if (parser.checkEvent(Event.ID.StreamEnd)) {
            return Optional.empty();
        }
        parser.getEvent(); // the document begins
        YamlNode root = node(parser.getEvent(), 0);
        parser.getEvent(); // the document ends
        if (!parser.checkEvent(Event.ID.StreamEnd)) {
            problems.add(
                    spot(parser.peekEvent()),
                    "a second document begins here, but a file holds one",
                    "remove the '---', or put it into a file of its own");
        }
        boolean nothing = root instanceof YamlNode.Scalar scalar
                && scalar.plain()
                && scalar.text().isEmpty();
        return nothing ? Optional.empty() : Optional.of(root);
    }

    private YamlNode node(Event event, int depth) {
        if (depth > MAX_DEPTH) {
            throw new TooDeepException(spot(event));
        }
        refuseAnchor(event);
        if (event instanceof ScalarEvent scalar) {
            return scalar(scalar);
        }
        if (event instanceof CollectionStartEvent collection) {
            refuseTag(event, collection.getTag());
            return event.is(Event.ID.MappingStart) ? mapping(collection, depth) : sequence(event, depth);
        }
        // An alias, which refuseAnchor has reported: something must stand in its place.
        return new YamlNode.Scalar(spot(event), "", true);
    }

    private YamlNode.Scalar scalar(ScalarEvent event) {
        refuseTag(event, event.getTag());
        String text = event.getValue();
        text.codePoints()
                .filter(character -> !SourceText.isText(character))
                .findFirst()
                .ifPresent(character -> problems.add(
                        spot(event),
                        "a control character in a value: " + SourceText.name(character),
                        "remove the escape; nothing that converge writes may hold it"));
        return new YamlNode.Scalar(
                spot(event), text, event.isPlain(), event.getScalarStyle() == DumperOptions.ScalarStyle.LITERAL);
    }

    private YamlNode.Sequence sequence(Event start, int depth) {
        List<YamlNode> items = new ArrayList<>();
        for (Event event = parser.getEvent(); !event.is(Event.ID.SequenceEnd); event = parser.getEvent()) {
            items.add(node(event, depth + 1));
        }
        return new YamlNode.Sequence(spot(start), items);
    }

    private YamlNode.Mapping mapping(CollectionStartEvent start, int depth) {
        Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
        for (Event event = parser.getEvent(); !event.is(Event.ID.MappingEnd); event = parser.getEvent()) {
            YamlNode key = node(event, depth + 1);
            YamlNode value = node(parser.getEvent(), depth + 1);
            switch (key) {
                case YamlNode.Scalar scalar -> put(entries, scalar, value);
                case YamlNode.Mapping inner -> refuseMappingAsKey(start, inner);
                case YamlNode.Sequence list -> refuseKey(list);
            }
        }
        return new YamlNode.Mapping(spot(start), List.copyOf(entries.values()));
    }

    private void put(Map<String, YamlNode.Entry> entries, YamlNode.Scalar key, YamlNode value) {
        String name = key.text();
        if (name.isEmpty()) {
            problems.add(key.spot(), "a key without a name", "write a name before the ':'");
        } else if (key.plain() && name.equals("<<")) {
            problems.add(key.spot(), "the merge key '<<' is not supported", "write the keys out where they are needed");
        }
        YamlNode.@Nullable Entry earlier = entries.putIfAbsent(name, new YamlNode.Entry(key, value));
        if (earlier != null && !name.isEmpty()) {
            problems.add(
                    key.spot(),
                    "the key '" + name + "' stands here twice, first at line "
                            + earlier.key().spot().line(),
                    "keep one of them");
        }
    }

    /** {@code port: {{ x }}} is, to YAML, a mapping whose key is a mapping. */
    private void refuseMappingAsKey(CollectionStartEvent start, YamlNode.Mapping inner) {
        if (start.isFlow()) {
            problems.add(spot(start), SyntaxErrors.NOT_TEXT, SyntaxErrors.QUOTE_IT);
        } else {
            refuseKey(inner);
        }
    }

    private void refuseKey(YamlNode key) {
        problems.add(key.spot(), "a key should be one word, not a list or a mapping");
    }

    private void refuseAnchor(Event event) {
        if (!(event instanceof NodeEvent node) || node.getAnchor() == null) {
            return;
        }
        String sign = event instanceof AliasEvent ? "the alias '*" : "the anchor '&";
        problems.add(
                spot(event),
                sign + node.getAnchor() + "' is not supported",
                "write the value out; if '" + (event instanceof AliasEvent ? "*" : "&")
                        + "' belongs to the text, put quotes around it");
    }

    private void refuseTag(Event event, @Nullable String tag) {
        if (tag == null) {
            return;
        }
        if (tag.equals("!vault") || tag.equals("!vault-encrypted")) {
            problems.add(spot(event), "converge cannot decrypt Ansible Vault ('" + tag + "')", NO_VAULT);
            return;
        }
        String written = tag.startsWith("tag:yaml.org,2002:") ? "!!" + tag.substring(18) : tag;
        problems.add(
                spot(event),
                "the tag '" + written + "' is not supported",
                "remove it; if '!' belongs to the text, put quotes around it");
    }

    private SourceSpot spot(Event event) {
        return source.spot(event.getStartMark());
    }
}

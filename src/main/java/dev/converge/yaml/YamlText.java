package dev.converge.yaml;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.emitter.Emitter;
import org.yaml.snakeyaml.events.DocumentEndEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ImplicitTuple;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.events.StreamEndEvent;
import org.yaml.snakeyaml.events.StreamStartEvent;

/** Writes YAML that every reader takes for the same: what another type could be seen in is quoted. */
public final class YamlText {

    /** Text that no version of YAML takes for anything but text, the words below aside. */
    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z_][A-Za-z0-9_/.-]*(?: [A-Za-z0-9_/.-]+)*|[0-9]+[smhd]");

    /** Nothing to be escaped there, and something between double quotes. */
    private static final Pattern EASIER_IN_SINGLE_QUOTES =
            Pattern.compile("[\\x20-\\x7e&&[^']]*[\"\\\\][\\x20-\\x7e&&[^']]*");

    private static final Pattern WORD_OF_YAML = Pattern.compile("(?i)true|false|yes|no|on|off|y|n|null");

    private final Emitter emitter;

    private YamlText(Emitter emitter) {
        this.emitter = emitter;
    }

    /**
     * @param tree maps (their keys are texts), lists, texts, numbers and truth values, in the order in which they are to be written
     * @return a document in block style
     * @throws IllegalArgumentException for anything else in the tree
     */
    public static String of(Map<String, ?> tree) {
        DumperOptions options = new DumperOptions();
        options.setIndent(2);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        options.setWidth(Integer.MAX_VALUE);
        StringWriter text = new StringWriter();
        YamlText writer = new YamlText(new Emitter(text, options));
        writer.emit(new StreamStartEvent(null, null));
        writer.emit(new DocumentStartEvent(null, null, false, null, null));
        writer.node(tree);
        writer.emit(new DocumentEndEvent(null, null, false));
        writer.emit(new StreamEndEvent(null, null));
        return text.toString();
    }

    private void node(Object node) {
        switch (node) {
            case Map<?, ?> map -> {
                emit(new MappingStartEvent(null, null, true, null, null, FlowStyle.BLOCK));
                map.forEach((key, value) -> {
                    node(key);
                    node(value);
                });
                emit(new MappingEndEvent(null, null));
            }
            case List<?> list -> {
                emit(new SequenceStartEvent(null, null, true, null, null, FlowStyle.BLOCK));
                list.forEach(this::node);
                emit(new SequenceEndEvent(null, null));
            }
            case String text -> scalar(text, style(text));
            case Number number -> scalar(number.toString(), ScalarStyle.PLAIN);
            case Boolean truth -> scalar(truth.toString(), ScalarStyle.PLAIN);
            default -> throw new IllegalArgumentException("nothing that YAML is made of here: " + node.getClass());
        }
    }

    private static ScalarStyle style(String text) {
        if (isPlain(text)) {
            return ScalarStyle.PLAIN;
        }
        return EASIER_IN_SINGLE_QUOTES.matcher(text).matches() ? ScalarStyle.SINGLE_QUOTED : ScalarStyle.DOUBLE_QUOTED;
    }

    private static boolean isPlain(String text) {
        return PLAIN.matcher(text).matches() && !WORD_OF_YAML.matcher(text).matches();
    }

    private void scalar(String text, ScalarStyle style) {
        emit(new ScalarEvent(null, null, new ImplicitTuple(true, true), text, null, null, style));
    }

    private void emit(Event event) {
        try {
            emitter.emit(event);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}

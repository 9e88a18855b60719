package dev.converge.schema;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A file of rules as its reader sees it.
 *
 * @param format whose it is: {@code prometheus}, {@code loki}, {@code grafana}
 */
public record RuleFileText(String name, String format, String text) {

    static RuleFileText of(Path path) {
        String file = path.getFileName().toString();
        return new RuleFileText(path.toString(), file.substring(0, file.indexOf('.')), JsonSchema.read(path));
    }

    JsonSchema schema() {
        return JsonSchema.named(format.equals("grafana") ? "grafana-alerting" : "rule-file");
    }

    /** All alerts of all groups. */
    public List<AlertText> alerts() {
        return mappings("rules").map(rule -> AlertText.of(rule, format)).toList();
    }

    /** What the members of one name hold in all groups or in all rules. */
    List<String> values(String list, String member) {
        return mappings(list)
                .map(mapping -> mapping.get(member))
                .filter(Objects::nonNull)
                .map(Object::toString)
                .toList();
    }

    private Stream<Map<?, ?>> mappings(String list) {
        Map<?, ?> file = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        Stream<Map<?, ?>> groups = within(file, "groups");
        return list.equals("groups") ? groups : groups.flatMap(group -> within(group, list));
    }

    static Stream<Map<?, ?>> within(Map<?, ?> mapping, String list) {
        List<?> inside = (List<?>) Optional.ofNullable(mapping.get(list)).orElseThrow();
        return inside.stream().map(element -> (Map<?, ?>) element);
    }

    static Map<?, ?> inside(Map<?, ?> mapping, String member) {
        return (Map<?, ?>) Optional.ofNullable(mapping.get(member)).orElseThrow();
    }

    @Override
    public String toString() {
        return name;
    }
}

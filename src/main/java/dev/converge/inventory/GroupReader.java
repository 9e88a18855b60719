package dev.converge.inventory;

import dev.converge.host.HostName;
import dev.converge.problem.Problems;
import dev.converge.problem.SourceSpot;
import dev.converge.yaml.MappingReader;
import dev.converge.yaml.YamlNode;
import dev.converge.yaml.YamlValues;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts the groups of one inventory file into the draft. */
final class GroupReader {

    /** No character that a host pattern gives a meaning to. */
    private static final Pattern GROUP_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");

    /** A name and a port; IPv6 addresses have more than one colon. */
    private static final Pattern WITH_PORT = Pattern.compile("((?:[^:\\[\\]]|\\[[^\\]]*])+):([0-9]{1,5})");

    static final String PRIORITY = "ansible_group_priority";

    private final Draft draft;
    private final Problems problems;

    GroupReader(Draft draft, Problems problems) {
        this.draft = draft;
        this.problems = problems;
    }

    void read(YamlNode root) {
        if (!(root instanceof YamlNode.Mapping groups)) {
            problems.add(
                    root.spot(),
                    "an inventory should be a mapping of groups",
                    "write a group's name, such as 'all:', and below it 'hosts:'");
            return;
        }
        for (YamlNode.Entry entry : groups.entries()) {
            if (entry.key().text().equals("plugin")) {
                problems.add(
                        entry.key().spot(),
                        "inventory plugins are not supported",
                        "let Ansible write a file: ansible-inventory --list --yaml --output hosts.yml");
                return;
            }
            group(entry.key(), entry.value());
        }
    }

    private void group(YamlNode.Scalar key, YamlNode body) {
        String name = key.text();
        if (!GROUP_NAME.matcher(name).matches()) {
            problems.add(
                    key.spot(), "'" + name + "' is no name for a group", "use letters, digits, '_', '-' and '.' only");
            return;
        }
        draft.group(name);
        switch (body) {
            case YamlNode.Mapping mapping -> group(name, mapping);
            case YamlNode.Sequence list -> wrongBody(name, list.spot());
            case YamlNode.Scalar scalar -> {
                if (!scalar.isNull()) {
                    wrongBody(name, scalar.spot());
                }
            }
        }
    }

    private void wrongBody(String name, SourceSpot spot) {
        problems.add(spot, "group " + name + " should be a mapping", "below it goes 'hosts:', 'vars:' or 'children:'");
    }

    private void group(String name, YamlNode.Mapping body) {
        MappingReader reader = new MappingReader(body, "group " + name, problems);
        Optional<YamlNode.Mapping> hosts = mapping(reader, "hosts", "web1:");
        Optional<YamlNode.Mapping> variables = reader.takeMapping("vars");
        Optional<YamlNode.Mapping> children = mapping(reader, "children", "web:");
        reader.finish();
        variables.ifPresent(found -> groupVariables(name, found));
        hosts.ifPresent(found -> found.entries().forEach(host -> hosts(name, host.key(), host.value())));
        children.ifPresent(found -> found.entries().forEach(child -> {
            draft.group(name)
                    .children
                    .putIfAbsent(child.key().text(), child.key().spot());
            group(child.key(), child.value());
        }));
    }

    /** A list is what people try first here, so its message shows the right form. */
    private Optional<YamlNode.Mapping> mapping(MappingReader reader, String key, String example) {
        if (reader.take(key).orElse(null) instanceof YamlNode.Sequence list) {
            problems.add(
                    list.spot(),
                    "'" + key + "' should be a mapping, not a list",
                    "write '" + example + "', not '- " + example.replace(":", "") + "'");
            return Optional.empty();
        }
        return reader.takeMapping(key);
    }

    private void groupVariables(String name, YamlNode.Mapping variables) {
        for (YamlNode.Entry entry : variables.entries()) {
            if (entry.key().text().equals(PRIORITY)) {
                if (YamlValues.of(entry.value()) instanceof Long priority) {
                    draft.group(name).priority = priority;
                } else {
                    problems.add(entry.value().spot(), "'" + PRIORITY + "' should be a whole number");
                }
            } else {
                put(draft.group(name).variables, entry);
            }
        }
    }

    private void hosts(String group, YamlNode.Scalar key, YamlNode body) {
        Matcher port = WITH_PORT.matcher(key.text());
        boolean hasPort = port.matches();
        for (HostName name : names(key, hasPort ? port.group(1) : key.text())) {
            Map<String, Variable> variables = draft.host(name);
            draft.group(group).hosts.add(name);
            if (hasPort) {
                variables.put("ansible_port", new Variable(Long.valueOf(port.group(2)), key.spot()));
            }
            hostVariables(name, variables, body);
        }
    }

    private void hostVariables(HostName name, Map<String, Variable> variables, YamlNode body) {
        if (body instanceof YamlNode.Mapping mapping) {
            mapping.entries().forEach(entry -> put(variables, entry));
        } else if (!(body instanceof YamlNode.Scalar scalar && scalar.isNull())) {
            problems.add(
                    body.spot(),
                    "host " + name + " should be a mapping of variables",
                    "write 'variable: value' below it");
        }
    }

    private List<HostName> names(YamlNode.Scalar key, String text) {
        try {
            return HostRange.expand(text).stream().map(GroupReader::name).toList();
        } catch (IllegalArgumentException wrong) {
            problems.add(
                    key.spot(),
                    "'" + key.text() + "' is no name for a host"
                            + (text.contains("[") ? ": " + wrong.getMessage() : ""),
                    text.contains("[") ? "" : "use letters, digits, '.', '_', ':' and '-' only");
            return List.of();
        }
    }

    /** A name of nothing but dots would be a folder in host_vars. */
    private static HostName name(String text) {
        if (text.chars().noneMatch(Character::isLetterOrDigit)) {
            throw new IllegalArgumentException("not a host name: '" + text + "'");
        }
        return new HostName(text);
    }

    private static void put(Map<String, Variable> variables, YamlNode.Entry entry) {
        variables.put(
                entry.key().text(),
                new Variable(YamlValues.of(entry.value()), entry.key().spot()));
    }
}

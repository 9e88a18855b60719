package dev.converge.engine;

import dev.converge.problem.Problems;
import dev.converge.problem.SourceSpot;
import dev.converge.yaml.YamlDocument;
import dev.converge.yaml.YamlNode;
import dev.converge.yaml.YamlValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The variables of {@code -e}: they override all others. */
final class ExtraVars {

    private ExtraVars() {}

    /** @param written each {@code name=value}, whose value is a string as in Ansible, or {@code @file} with a YAML mapping; later ones win */
    static Map<String, Object> read(List<String> written, Problems problems) {
        Map<String, Object> variables = new LinkedHashMap<>();
        for (String one : written) {
            if (one.startsWith("@")) {
                variables.putAll(readFile(one.substring(1), problems));
            } else {
                readAssignment(one, variables, problems);
            }
        }
        return variables;
    }

    private static void readAssignment(String one, Map<String, Object> variables, Problems problems) {
        int equals = one.indexOf('=');
        if (equals < 1 || !isName(one.substring(0, equals))) {
            problems.add(
                    CommandLineSpot.SPOT,
                    "-e '" + one + "' sets no variable, expected name=value or @file",
                    "a name is letters, digits and underscores and does not begin with a digit");
            return;
        }
        variables.put(one.substring(0, equals), one.substring(equals + 1));
    }

    private static boolean isName(String text) {
        return text.matches("[A-Za-z_][A-Za-z0-9_]*");
    }

    private static Map<String, Object> readFile(String file, Problems problems) {
        if (file.isEmpty()) {
            problems.add(CommandLineSpot.SPOT, "-e '@' names no file", "write the file's path after the @");
            return Map.of();
        }
        try {
            YamlNode root = YamlDocument.read(file, Files.readString(Path.of(file)), problems)
                    .orElse(null);
            if (root instanceof YamlNode.Mapping mapping) {
                return YamlValues.of(mapping);
            }
            if (root != null) {
                problems.add(root.spot(), "a file of variables is a mapping of names to values");
            }
        } catch (IOException unreadable) {
            problems.add(SourceSpot.wholeFile(file), "the file of -e cannot be read: " + unreadable);
        }
        return Map.of();
    }
}

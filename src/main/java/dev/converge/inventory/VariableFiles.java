package dev.converge.inventory;

import dev.converge.problem.Problems;
import dev.converge.problem.SourceSpot;
import dev.converge.yaml.YamlDocument;
import dev.converge.yaml.YamlNode;
import dev.converge.yaml.YamlValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The files of one {@code group_vars/} or {@code host_vars/}: {@code NAME}, {@code NAME.yml}, {@code NAME.yaml}, or a folder {@code NAME/}. */
final class VariableFiles {

    private final Path folder;
    private final Problems problems;
    private final Map<String, Map<String, Variable>> read = new HashMap<>();

    VariableFiles(Path folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    /** The variables of one group or host; none when there is no file for it. A file is read, and its problems told, once. */
    Map<String, Variable> of(String name) {
        return read.computeIfAbsent(name, this::variables);
    }

    private Map<String, Variable> variables(String name) {
        List<Path> candidates = Stream.of(name, name + ".yml", name + ".yaml")
                .map(folder::resolve)
                .filter(Files::exists)
                .toList();
        if (candidates.size() > 1) {
            problems.add(
                    SourceSpot.wholeFile(candidates.get(1).toString()),
                    "there is " + candidates.get(0) + " too, and Ansible reads only that one",
                    "keep one of them, or put both into the folder " + folder.resolve(name) + "/");
        }
        Map<String, Variable> variables = new LinkedHashMap<>();
        candidates.stream().limit(1).flatMap(this::files).forEach(file -> read(file, variables));
        return variables;
    }

    /** The file itself, or all files of a folder in order of their names, hidden ones and editors' copies left out. */
    private Stream<Path> files(Path path) {
        if (!Files.isDirectory(path)) {
            return Stream.of(path);
        }
        List<Path> entries = new ArrayList<>();
        try (Stream<Path> found = Files.list(path)) {
            found.sorted().forEach(entries::add);
        } catch (IOException unreadable) {
            problems.add(SourceSpot.wholeFile(path.toString()), "the folder cannot be read");
        }
        return entries.stream().filter(VariableFiles::isMeant).flatMap(this::files);
    }

    private static boolean isMeant(Path path) {
        String name = path.getFileName().toString();
        boolean yaml = name.endsWith(".yml") || name.endsWith(".yaml") || !name.contains(".");
        return !name.startsWith(".") && (yaml || Files.isDirectory(path)) && !name.endsWith("~");
    }

    private void read(Path file, Map<String, Variable> into) {
        YamlNode root = YamlDocument.read(file, problems).orElse(null);
        if (root == null) {
            return;
        }
        if (!(root instanceof YamlNode.Mapping mapping)) {
            problems.add(root.spot(), "a file of variables should be a mapping", "write 'variable: value'");
            return;
        }
        for (YamlNode.Entry entry : mapping.entries()) {
            String name = entry.key().text();
            if (name.equals(GroupReader.PRIORITY)) {
                problems.add(
                        entry.key().spot(),
                        "'" + name + "' has no effect in a file of variables",
                        "write it into the group's 'vars' in the inventory file");
            } else {
                into.put(
                        name,
                        new Variable(YamlValues.of(entry.value()), entry.key().spot()));
            }
        }
    }
}

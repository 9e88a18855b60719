package dev.converge.inventory;

import dev.converge.problem.Problems;
import dev.converge.problem.SourceSpot;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The files of an inventory source, and whether they can be YAML at all. */
final class InventoryFiles {

    private static final Set<String> NOT_INVENTORY = Set.of("group_vars", "host_vars");

    private final Problems problems;

    InventoryFiles(Problems problems) {
        this.problems = problems;
    }

    /** A file itself; of a folder all *.yml and *.yaml, those in its subfolders too, in order of name. */
    List<Path> of(Path source) {
        if (!Files.exists(source)) {
            problems.add(
                    SourceSpot.wholeFile(source.toString()),
                    "there is no such inventory",
                    "name the inventory file or folder with -i");
            return List.of();
        }
        List<Path> files = new ArrayList<>();
        collect(source, true, files);
        return List.copyOf(files);
    }

    private void collect(Path path, boolean named, List<Path> files) {
        if (Files.isDirectory(path)) {
            entries(path).forEach(entry -> collect(entry, false, files));
        } else if (isForeign(path, named)) {
            problems.add(
                    SourceSpot.wholeFile(path.toString()),
                    "this is an INI file or a script, but converge reads inventories in YAML only",
                    "let Ansible write it as YAML: ansible-inventory -i " + path + " --list --yaml --output hosts.yml");
        } else if (named || isYaml(path)) {
            files.add(path);
        }
    }

    private List<Path> entries(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !NOT_INVENTORY.contains(name(entry)))
                    .filter(entry -> !name(entry).startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            problems.add(SourceSpot.wholeFile(folder.toString()), "the folder cannot be read");
            return List.of();
        }
    }

    /** A script or an INI file that Ansible would read. In a folder other files, say notes or keys, are left alone. */
    private static boolean isForeign(Path file, boolean named) {
        boolean bare = !name(file).contains(".");
        boolean candidate = named || isYaml(file) || bare || name(file).endsWith(".ini");
        String first = candidate ? firstLine(file) : "";
        boolean script = first.startsWith("#!") || (candidate && bare && !named && Files.isExecutable(file));
        boolean section = first.matches("\\[[A-Za-z0-9_.:-]+]\\s*(?:#.*)?");
        return script || section || (candidate && name(file).endsWith(".ini"));
    }

    /** The first line that says something; a comment only when it is a script's. */
    private static String firstLine(Path file) {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            String first = reader.readLine();
            if (first == null || first.startsWith("#!")) {
                return first == null ? "" : first;
            }
            String line = first;
            while (line != null && (line.isBlank() || line.startsWith("#") || line.startsWith(";"))) {
                line = reader.readLine();
            }
            return line == null ? "" : line.strip();
        } catch (IOException unreadable) {
            return ""; // reading it as YAML tells why
        }
    }

    private static boolean isYaml(Path file) {
        return name(file).endsWith(".yml") || name(file).endsWith(".yaml");
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }
}

package dev.converge.inventory;

import dev.converge.host.HostName;
import dev.converge.problem.Problems;
import dev.converge.problem.SourceSpot;
import dev.converge.yaml.YamlDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads inventory files and folders, with {@code group_vars/} and {@code host_vars/} beside them.
 *
 * <p>Where a variable is written several times, the last of these wins, as in Ansible: {@code all}'s vars; the groups' vars, parents before
 * children, then by {@code ansible_group_priority}, then by name; {@code group_vars/all}; {@code group_vars/} of the groups in the same order;
 * the host's own; {@code host_vars/}. Among several sources the later one wins at each of these steps.
 */
public final class InventoryReader {

    private final Draft draft = new Draft();
    private final List<VariableFiles> groupFiles = new ArrayList<>();
    private final List<VariableFiles> hostFiles = new ArrayList<>();

    private InventoryReader() {}

    /** @param sources files or folders; a folder means its *.yml and *.yaml in order of name */
    public static Inventory read(List<Path> sources, Problems problems) {
        InventoryReader reader = new InventoryReader();
        reader.readFiles(sources, problems);
        return reader.inventory(problems);
    }

    /** The host that a directory tree stands for, whichever that is: it has the variables of the group {@code all} and no others. */
    public static InventoryHost readForTree(List<Path> sources, Problems problems) {
        InventoryReader reader = new InventoryReader();
        reader.readFiles(sources, problems);
        return reader.host(HostName.ROOT, List.of());
    }

    private void readFiles(List<Path> sources, Problems problems) {
        InventoryFiles files = new InventoryFiles(problems);
        GroupReader groups = new GroupReader(draft, problems);
        Set<Path> folders = new LinkedHashSet<>();
        for (Path source : sources) {
            for (Path file : files.of(source)) {
                YamlDocument.read(file, problems).ifPresent(groups::read);
            }
            folders.add(Files.isDirectory(source) ? source : source.resolveSibling(""));
        }
        for (Path folder : folders) {
            groupFiles.add(new VariableFiles(folder.resolve("group_vars"), problems));
            hostFiles.add(new VariableFiles(folder.resolve("host_vars"), problems));
        }
    }

    private Inventory inventory(Problems problems) {
        GroupTree tree = new GroupTree(draft, problems);
        Map<HostName, Set<String>> memberships = tree.memberships();
        List<String> precedence = tree.byPrecedence();
        List<InventoryHost> hosts = new ArrayList<>();
        memberships.forEach((host, groups) -> hosts.add(
                host(host, precedence.stream().filter(groups::contains).toList())));
        return new Inventory(hosts, tree.groups(memberships));
    }

    /** @param groups those it belongs to, without {@code all}, in order of precedence */
    private InventoryHost host(HostName name, List<String> groups) {
        Map<String, Variable> merged = new LinkedHashMap<>(draft.group(Draft.ALL).variables);
        groups.forEach(group -> merged.putAll(draft.group(group).variables));
        groupFiles.forEach(files -> merged.putAll(files.of(Draft.ALL)));
        groupFiles.forEach(files -> groups.forEach(group -> merged.putAll(files.of(group))));
        merged.putAll(draft.host(name));
        hostFiles.forEach(files -> merged.putAll(files.of(name.value())));

        Map<String, Object> values = new LinkedHashMap<>();
        Map<String, SourceSpot> spots = new LinkedHashMap<>();
        merged.forEach((variable, found) -> {
            values.put(variable, found.value());
            spots.put(variable, found.spot());
        });
        return new InventoryHost(name, values, spots);
    }
}

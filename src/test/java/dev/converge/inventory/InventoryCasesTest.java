package dev.converge.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.problem.Problem;
import dev.converge.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder of {@code src/test/resources/inventory} is a case: an inventory, as {@code hosts.yml} or as a folder {@code inventory/}, and in
 * {@code expected.txt} what it must be read as: hosts with their variables, groups with hosts and children, problems.
 */
final class InventoryCasesTest {

    private static final Path CASES = Path.of("src/test/resources/inventory");

    static List<Path> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void anInventoryIsReadAsExpected(Path folder) throws IOException {
        Problems problems = new Problems();
        String expected = Files.readString(folder.resolve("expected.txt"));

        Inventory inventory = InventoryReader.read(sources(folder), problems);

        assertThat(shown(folder, inventory, problems)).isEqualTo(expected);
    }

    private static List<Path> sources(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !entry.endsWith("expected.txt"))
                    .filter(entry -> !entry.endsWith("group_vars") && !entry.endsWith("host_vars"))
                    .sorted()
                    .toList();
        }
    }

    private static String shown(Path folder, Inventory inventory, Problems problems) {
        StringBuilder text = new StringBuilder();
        for (InventoryHost host : inventory.hosts()) {
            text.append("host ").append(host.name());
            Map<String, Object> sorted = new TreeMap<>(host.variables());
            sorted.forEach(
                    (name, value) -> text.append(' ').append(name).append('=').append(value));
            text.append('\n');
        }
        for (Inventory.Group group : inventory.groups().values()) {
            text.append("group ").append(group.name()).append(':');
            group.hosts().forEach(host -> text.append(' ').append(host));
            text.append(group.children().stream().map(child -> " +" + child).collect(Collectors.joining()));
            text.append('\n');
        }
        for (Problem problem : problems.sorted()) {
            text.append("problem ")
                    .append(problem.spot())
                    .append(": ")
                    .append(problem.message())
                    .append('\n');
            text.append(problem.remedy().isEmpty() ? "" : "    " + problem.remedy() + "\n");
        }
        return text.toString().replace(folder + "/", "");
    }
}

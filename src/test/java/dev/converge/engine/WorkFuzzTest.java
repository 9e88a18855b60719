package dev.converge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.fuzz.Dice;
import dev.converge.fuzz.Fuzz;
import dev.converge.problem.Problems;
import dev.converge.report.ProblemText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever stands in playbooks, inventories and templates: work or problems, never an exception and never a hang. */
@Timeout(300)
final class WorkFuzzTest {

    private static final List<Path> PLAYBOOKS = new ArrayList<>();
    private static final List<Path> INVENTORIES = new ArrayList<>();

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void findWhatPeopleWrite() throws IOException {
        collect(Path.of("playbooks"), PLAYBOOKS);
        for (String cases : List.of("desired", "plan", "explain", "malformed")) {
            collect(Path.of("src/test/resources/cases", cases), PLAYBOOKS);
        }
        PLAYBOOKS.removeIf(file -> !file.toString().endsWith(".yml") || sizeOf(file) > 8_000);
        collect(Path.of("inventory"), INVENTORIES);
        collect(Path.of("src/test/resources/inventory"), INVENTORIES);
        INVENTORIES.removeIf(file -> !file.toString().matches(".*\\.(yml|ini)") || sizeOf(file) > 8_000);
        assertThat(PLAYBOOKS).hasSizeGreaterThan(30);
        assertThat(INVENTORIES).hasSizeGreaterThan(5);
    }

    private static void collect(Path below, List<Path> files) throws IOException {
        try (Stream<Path> all = Files.walk(below)) {
            all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .forEach(files::add);
        }
    }

    private static long sizeOf(Path file) {
        try {
            return Files.size(file);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    @BeforeEach
    void layOutAFolder() throws IOException {
        Files.writeString(folder.resolve("hosts.yml"), """
                all: { hosts: { tank1: { port: 8554 }, cam1: {} }, children: { tank: { hosts: { tank1: } }, scan: { hosts: { cam1: } } } }
                """);
        Files.writeString(
                folder.resolve("site.yml"), "- { name: All, hosts: all, units: { a.service: { enabled: true } } }\n");
        Files.createDirectory(folder.resolve("templates"));
        Files.copy(Path.of("templates/avatar-tank.service"), folder.resolve("templates/avatar-tank.service"));
    }

    @Test
    void aDamagedPlaybookGivesWorkOrProblems() {
        Fuzz.run(500, dice -> damaged(dice, PLAYBOOKS), text -> read("odd.yml", text, "hosts.yml", "odd.yml"));
    }

    @Test
    void aDamagedInventoryGivesWorkOrProblems() {
        Fuzz.run(1_000, dice -> damaged(dice, INVENTORIES), text -> read("odd.yml", text, "odd.yml", "site.yml"));
    }

    private static byte[] damaged(Dice dice, List<Path> files) {
        try {
            return dice.damaged(Files.readAllBytes(dice.pick(files)));
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private void read(String file, byte[] text, String inventory, String playbook) throws IOException {
        Files.write(folder.resolve(file), text);
        Problems problems = new Problems();
        Work work = WorkReader.read(
                new Request(
                        Optional.empty(),
                        List.of(folder.resolve(inventory)),
                        List.of(folder.resolve(playbook)),
                        Optional.of(folder.resolve("templates")),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        new Request.Connecting(Optional.empty(), Optional.empty(), Duration.ofSeconds(15))),
                problems);
        assertThat(work.tasks().isEmpty() && problems.isEmpty())
                .as("neither work nor problems")
                .isFalse();
        assertThat(ProblemText.of(problems)).doesNotContain("Exception");
    }
}

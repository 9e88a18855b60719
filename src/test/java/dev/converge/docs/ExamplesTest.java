package dev.converge.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.apply.Outcome;
import dev.converge.engine.Batches;
import dev.converge.engine.Fleet;
import dev.converge.engine.HostResult;
import dev.converge.engine.Interruption;
import dev.converge.engine.Progress;
import dev.converge.engine.Request;
import dev.converge.engine.Rolling;
import dev.converge.engine.Work;
import dev.converge.engine.WorkReader;
import dev.converge.host.HostName;
import dev.converge.host.LocalHost;
import dev.converge.inventory.Inventory;
import dev.converge.inventory.InventoryReader;
import dev.converge.plan.HostPlan;
import dev.converge.problem.Problems;
import dev.converge.report.ProblemText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The working examples in playbooks/, templates/ and inventory/ work, on the trees of the lab's incidents. */
final class ExamplesTest {

    /** Written by lab/up, and no example. */
    private static final String OF_THE_LAB = "lab.yml";

    /** Describes no host, but what all get besides. */
    private static final String FOR_ALL = "guards.yml";

    @TempDir
    Path tree;

    static List<Path> playbooks() {
        return files("playbooks");
    }

    static Stream<Arguments> playbooksOnIncidents() {
        return playbooks().stream()
                .flatMap(playbook ->
                        list(Path.of("lab/incidents")).stream().map(incident -> Arguments.of(playbook, incident)));
    }

    @ParameterizedTest
    @MethodSource("playbooks")
    void aPlaybookIsValidForHostsOfTheInventory(Path playbook) {
        Problems problems = new Problems();
        List<Path> sources = inventorySources();

        Work work = WorkReader.read(request(playbook, sources, Optional.empty()), problems);

        assertThat(ProblemText.of(problems)).isEmpty();
        assertThat(work.tasks()).isNotEmpty();
    }

    @Test
    void everyHostOfTheInventoryHasAPlaybook() {
        TreeSet<HostName> hosts = new TreeSet<>();
        inventory().hosts().forEach(host -> hosts.add(host.name()));

        TreeSet<HostName> described = new TreeSet<>();
        playbooks().stream()
                .filter(playbook -> !playbook.endsWith(FOR_ALL))
                .map(playbook ->
                        WorkReader.read(request(playbook, inventorySources(), Optional.empty()), new Problems()))
                .flatMap(work -> work.tasks().stream())
                .forEach(task -> described.add(task.host()));

        assertThat(described).isEqualTo(hosts);
    }

    @ParameterizedTest
    @MethodSource("playbooksOnIncidents")
    void aPlaybookChangesTheTreeOfAnIncidentAndThenNothingIsLeft(Path playbook, Path incident) {
        copy(incident.resolve("rootfs"), tree);
        Work work = work(playbook);

        List<HostResult> planned = plan(work);
        List<HostResult> applied = apply(work);
        List<HostResult> second = plan(work);

        assertThat(onlyPlan(planned).changes()).isNotEmpty();
        assertThat(applied)
                .singleElement()
                .isInstanceOfSatisfying(
                        HostResult.Changed.class,
                        changed -> assertThat(changed.outcome()).isInstanceOf(Outcome.Applied.class));
        assertThat(onlyPlan(second).isInSync()).isTrue();
    }

    @Test
    void everyTemplateIsUsedByAPlaybook() throws IOException {
        StringBuilder texts = new StringBuilder();
        for (Path playbook : playbooks()) {
            texts.append(Files.readString(playbook));
        }

        List<String> templates = files("templates").stream()
                .map(template -> Path.of("templates").relativize(template).toString())
                .toList();

        assertThat(templates)
                .isNotEmpty()
                .allSatisfy(template -> assertThat(texts).contains(": " + template + "\n"));
    }

    @Test
    void everyFileOfVariablesIsOfAHostOrAGroup() {
        Inventory inventory = inventory();
        TreeSet<String> hosts = new TreeSet<>();
        inventory.hosts().forEach(host -> hosts.add(host.name().value()));

        List<String> ofHosts = names(Path.of("inventory/host_vars"));
        List<String> ofGroups = names(Path.of("inventory/group_vars"));

        assertThat(hosts).containsAll(ofHosts);
        assertThat(inventory.groups().keySet()).containsAll(ofGroups);
    }

    private Work work(Path playbook) {
        Problems problems = new Problems();
        Work work = WorkReader.read(request(playbook, List.of(), Optional.of(tree)), problems);
        assertThat(ProblemText.of(problems)).isEmpty();
        return work;
    }

    private static List<HostResult> plan(Work work) {
        try (Fleet fleet = fleet()) {
            return fleet.plan(work.tasks(), Progress.NONE);
        }
    }

    private static List<HostResult> apply(Work work) {
        try (Fleet fleet = fleet()) {
            List<HostResult> planned = fleet.plan(work.tasks(), Progress.NONE);
            return new Rolling(fleet, new Interruption(), Progress.NONE)
                    .carryOut(work.tasks(), planned, Batches.of(work.tasks(), planned), "20261122T000000Z-0001");
        }
    }

    private static Fleet fleet() {
        return new Fleet(LocalHost::of, 1, bug -> {
            throw new AssertionError(bug);
        });
    }

    private static HostPlan onlyPlan(List<HostResult> results) {
        assertThat(results).singleElement().isInstanceOf(HostResult.Planned.class);
        return ((HostResult.Planned) results.getFirst()).plan();
    }

    private static Request request(Path playbook, List<Path> inventory, Optional<Path> root) {
        return new Request(
                root,
                inventory,
                List.of(playbook),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                new Request.Connecting(Optional.empty(), Optional.empty(), Duration.ofSeconds(15)));
    }

    private static Inventory inventory() {
        Problems problems = new Problems();
        Inventory inventory = InventoryReader.read(inventorySources(), problems);
        assertThat(ProblemText.of(problems)).isEmpty();
        return inventory;
    }

    private static List<Path> inventorySources() {
        return list(Path.of("inventory")).stream()
                .filter(Files::isRegularFile)
                .filter(file -> !file.endsWith(OF_THE_LAB))
                .toList();
    }

    private static List<String> names(Path folder) {
        return list(folder).stream()
                .map(file -> file.getFileName().toString().replaceFirst("\\.yml$", ""))
                .toList();
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<Path> files(String folder) {
        try (Stream<Path> below = Files.walk(Path.of(folder))) {
            return below.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A checkout has the modes of the user's umask; a host has not. */
    private static void copy(Path from, Path to) {
        try (Stream<Path> below = Files.walk(from)) {
            for (Path file : below.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy, LinkOption.NOFOLLOW_LINKS);
                }
                if (!Files.isSymbolicLink(copy)) {
                    Files.setPosixFilePermissions(
                            copy,
                            PosixFilePermissions.fromString(Files.isExecutable(file) ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

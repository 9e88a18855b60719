package dev.converge.desired;

import dev.converge.host.HostName;
import dev.converge.inventory.HostPattern;
import dev.converge.inventory.Inventory;
import dev.converge.inventory.InventoryHost;
import dev.converge.inventory.InventoryReader;
import dev.converge.playbook.Play;
import dev.converge.playbook.PlaybookReader;
import dev.converge.problem.Problems;
import dev.converge.report.ProblemText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A case: {@code playbook.yml}, perhaps {@code inventory.yml} and {@code templates/}, and what must come of them. Without an inventory there is
 * one host, {@code tank1}, without variables.
 */
record CaseFolder(Path folder) {

    static final Path CASES = Path.of("src/test/resources/cases");

    static Stream<CaseFolder> all(String kind) {
        try (Stream<Path> folders = Files.list(CASES.resolve(kind))) {
            return folders.sorted().toList().stream().map(CaseFolder::new);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What the playbook means for each host it selects. */
    List<DesiredHost> desired(Problems problems) {
        List<Play> plays = PlaybookReader.read(List.of(folder.resolve("playbook.yml")), Optional.empty(), problems);
        DesiredHosts hosts = new DesiredHosts(Map.of());
        Path inventory = folder.resolve("inventory.yml");
        if (!Files.exists(inventory)) {
            return List.of(hosts.of(new InventoryHost(new HostName("tank1"), Map.of()), plays, problems));
        }
        Inventory read = InventoryReader.read(List.of(inventory), problems);
        List<DesiredHost> desired = new ArrayList<>();
        for (InventoryHost host : read.hosts()) {
            List<Play> selecting = plays.stream()
                    .filter(play ->
                            new HostPattern(play.hosts().raw()).select(read).contains(host.name()))
                    .toList();
            desired.add(hosts.of(host, selecting, problems));
        }
        return desired;
    }

    /** The problems as the terminal shows them, files named as seen from the folder. */
    String problemText() {
        Problems problems = new Problems();
        desired(problems);
        return ProblemText.of(problems).replace(folder + "/", "");
    }

    String text(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Every file in the folder, by its path from there. */
    List<String> files() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The name alone: it is the name of the test. */
    @Override
    public String toString() {
        return String.valueOf(folder.getFileName());
    }
}

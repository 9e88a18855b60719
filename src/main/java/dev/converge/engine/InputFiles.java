package dev.converge.engine;

import dev.converge.playbook.PlaybookReader;
import dev.converge.unit.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a plan is made from, by name and hash: every file that stands where converge looks for inventories, variables, playbooks and templates,
 * and the variables of {@code -e}. A file that cannot be read is left out here; reading it for the plan tells why.
 */
public final class InputFiles {

    /** Far more than any repository has; a folder with more was hardly meant. */
    private static final int MOST = 20_000;

    private static final int DEEPEST = 12;

    private final SortedSet<Path> files = new TreeSet<>();

    private InputFiles() {}

    /** @param request what the plan is to be made from */
    public static List<SavedPlan.Input> of(Request request) {
        InputFiles inputs = new InputFiles();
        request.inventory().forEach(inputs::addInventory);
        for (Path playbook : request.playbooks()) {
            inputs.add(playbook);
            inputs.addFolder(PlaybookReader.templatesFor(playbook, request.templates()));
        }
        List<SavedPlan.Input> all = new ArrayList<>();
        request.extraVars().forEach(one -> inputs.addVariable(one, all));
        inputs.files.forEach(file -> hash(file).ifPresent(sha -> all.add(new SavedPlan.Input(file.toString(), sha))));
        return all;
    }

    /** Those that no longer are what they were, by their names: changed or gone. */
    public static List<String> moved(List<SavedPlan.Input> inputs) {
        return inputs.stream()
                .filter(input -> !input.name().startsWith("-e "))
                .filter(input -> !hash(Path.of(input.name())).equals(Optional.of(input.sha256())))
                .map(SavedPlan.Input::name)
                .toList();
    }

    private void addInventory(Path source) {
        if (Files.isDirectory(source)) {
            addFolder(source);
        } else {
            add(source);
            addFolder(source.resolveSibling("group_vars"));
            addFolder(source.resolveSibling("host_vars"));
        }
    }

    private void addVariable(String written, List<SavedPlan.Input> all) {
        int equals = written.indexOf('=');
        if (written.startsWith("@")) {
            add(Path.of(written.substring(1)));
        } else if (equals > 0) {
            all.add(new SavedPlan.Input(
                    "-e " + written.substring(0, equals),
                    Content.of(written.substring(equals + 1)).sha256()));
        }
    }

    private void add(Path file) {
        files.add(file.toAbsolutePath().normalize());
    }

    private void addFolder(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> found =
                Files.find(folder, DEEPEST, (path, attributes) -> !isHidden(folder.relativize(path)))) {
            found.limit(MOST).filter(Files::isRegularFile).forEach(this::add);
        } catch (IOException | UncheckedIOException unreadable) {
            // Reading it for the plan tells why.
            return;
        }
    }

    private static boolean isHidden(Path path) {
        for (Path part : path) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> hash(Path file) {
        try {
            // Nothing but a regular file: reading a fifo would wait for ever.
            return Files.isRegularFile(file)
                    ? Optional.of(Content.of(Files.readAllBytes(file)).sha256())
                    : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}

package dev.converge.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A script of {@code src/test/resources/broken}, which breaks a host, and what a sweep must find there. */
record BrokenHost(String name, String script, Optional<String> playbook, List<String> expected) {

    private static final Path FOLDER = Path.of("src/test/resources/broken");
    private static final String EXPECTED = "#: ";
    private static final String SUFFIX = ".sh";

    BrokenHost {
        expected = List.copyOf(expected);
    }

    /** All of them, by name. */
    static List<BrokenHost> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(file -> file.endsWith(SUFFIX))
                    .sorted()
                    .map(file -> read(file.substring(0, file.length() - SUFFIX.length())))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static BrokenHost read(String name) {
        String script = text(FOLDER.resolve(name + SUFFIX));
        Path playbook = FOLDER.resolve(name + ".yml");
        return new BrokenHost(
                name,
                text(FOLDER.resolve("functions")) + script,
                Files.exists(playbook) ? Optional.of(text(playbook)) : Optional.empty(),
                script.lines()
                        .filter(line -> line.startsWith(EXPECTED))
                        .map(line -> line.substring(EXPECTED.length()))
                        .sorted()
                        .toList());
    }

    /** Breaks a fresh host. */
    void breaks(LabHost host) {
        host.write("/usr/local/break.sh", script);
        host.exec("sh /usr/local/break.sh");
    }

    /** The plays that the sweep of this host knows. */
    String playbookFor(LabHost host) {
        String play = playbook.orElse("- name: Sweep of HOST\n  hosts: HOST\n  checks: {}\n");
        return play.replace("HOST", host.name());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}

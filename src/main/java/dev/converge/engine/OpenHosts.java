package dev.converge.engine;

import dev.converge.host.HostName;
import dev.converge.unit.Content;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The hosts that runs of the same playbooks and inventory have not brought to the state planned, kept in a file that only its owner can read.
 * It is written before the first host is changed and whenever one has ended, so that also a run that is killed can be continued; it is gone
 * when no host is left. A file that cannot be written holds up no run.
 */
public final class OpenHosts implements Progress {

    private static final String FORMAT = "converge-resume 1";
    private static final String HOST = "host ";

    private final Path file;
    private final Consumer<String> trouble;
    private final SortedSet<HostName> open = new TreeSet<>();

    private OpenHosts(Path file, Consumer<String> trouble) {
        this.file = file;
        this.trouble = trouble;
    }

    /**
     * Of all runs with these playbooks, this inventory and these tags, whatever their limit.
     *
     * @param folder where converge keeps what outlives a run
     * @param trouble is told why the file could not be written
     */
    public static OpenHosts of(Path folder, Request request, Consumer<String> trouble) {
        String inputs = Stream.of(request.playbooks(), request.inventory())
                        .map(paths -> paths.stream()
                                .map(path -> path.toAbsolutePath().normalize() + "\n")
                                .collect(Collectors.joining()))
                        .collect(Collectors.joining("\n"))
                + "\n" + String.join(",", request.tags());
        return new OpenHosts(
                folder.resolve("resume-" + Content.of(inputs).sha256().substring(0, 16)), trouble);
    }

    /**
     * The hosts that are left, by name; none when there is nothing to continue.
     *
     * @throws IOException when there is a file, and it cannot be read; the message names it
     */
    public SortedSet<HostName> left() throws IOException {
        try {
            return hosts(Files.readAllLines(file, StandardCharsets.UTF_8));
        } catch (NoSuchFileException none) {
            return new TreeSet<>();
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new IOException(file + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static SortedSet<HostName> hosts(List<String> lines) {
        if (lines.isEmpty() || !lines.getFirst().equals(FORMAT)) {
            throw new IllegalArgumentException("it does not begin with '" + FORMAT + "'");
        }
        return lines.stream()
                .filter(line -> line.startsWith(HOST))
                .map(line -> new HostName(line.substring(HOST.length())))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Hosts are about to be changed. What is left of hosts that this run is not about stays left. */
    public synchronized void begin(List<HostResult> planned) {
        try {
            open.addAll(left());
        } catch (IOException unreadable) {
            trouble.accept("what earlier runs left is forgotten: " + unreadable.getMessage());
        }
        planned.forEach(this::note);
        save();
    }

    @Override
    public void begins(HostName host, Stage stage) {}

    @Override
    public synchronized void ended(HostResult result) {
        note(result);
        save();
    }

    private void note(HostResult result) {
        if (result.isAsPlanned()) {
            open.remove(result.host());
        } else {
            open.add(result.host());
        }
    }

    private void save() {
        try {
            if (open.isEmpty()) {
                Files.deleteIfExists(file);
            } else {
                write();
            }
        } catch (IOException unwritable) {
            trouble.accept("the hosts that are left cannot be noted for --resume in " + file + ": " + unwritable);
        }
    }

    private void write() throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        String text = FORMAT + "\n"
                + open.stream().map(host -> HOST + host.value() + "\n").collect(Collectors.joining());
        // Only its owner can read what is made as a temporary file.
        Path whole = Files.createTempFile(folder, "resume", ".new");
        Files.writeString(whole, text);
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    }
}

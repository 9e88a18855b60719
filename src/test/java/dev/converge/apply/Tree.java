package dev.converge.apply;

import dev.converge.diff.Change;
import dev.converge.diff.Reason;
import dev.converge.host.HostName;
import dev.converge.plan.HostPlan;
import dev.converge.unit.Content;
import dev.converge.unit.FileMode;
import dev.converge.unit.FileState;
import dev.converge.unit.HostPath;
import dev.converge.unit.Manifest;
import dev.converge.unit.Owner;
import dev.converge.unit.PlayName;
import dev.converge.unit.Seen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A directory tree to change, and plans to change it with. */
public record Tree(Path root) {

    public static final PlayName PLAY = new PlayName("test");
    public static final String UNITS = "/etc/systemd/system/";
    private static final Reason REASON = new Reason("the test wants it");

    public Path at(String path) {
        return root.resolve(path.substring(1));
    }

    public Tree file(String path, String content) {
        return file(path, content, 0644);
    }

    public Tree file(String path, String content, int mode) {
        try {
            Files.createDirectories(at(path).getParent());
            Files.writeString(at(path), content);
            Files.setAttribute(at(path), "unix:mode", mode);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return this;
    }

    public Tree link(String path, String target) {
        try {
            Files.createDirectories(at(path).getParent());
            Files.createSymbolicLink(at(path), Path.of(target));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return this;
    }

    public Owner owner() {
        try {
            return new Owner((int) Files.getAttribute(root, "unix:uid"), (int) Files.getAttribute(root, "unix:gid"));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    public FileState regular(String content) {
        return regular(content, 0644);
    }

    public FileState regular(String content, int mode) {
        return new FileState.Regular(Content.of(content), new FileMode(mode), owner());
    }

    public Change create(String path, FileState after) {
        return new Change.Creation(new HostPath(path), after, REASON, PLAY);
    }

    public Change update(String path, FileState before, FileState after) {
        return new Change.Update(new HostPath(path), before, after, REASON, PLAY);
    }

    public Change delete(String path, FileState before) {
        return new Change.Deletion(new HostPath(path), before, REASON, PLAY);
    }

    /** A plan that rests on the paths it changes alone. */
    public static HostPlan plan(Change... changes) {
        return plan(Optional.empty(), changes);
    }

    /** @param manifest the hash of the one that the plan was made from */
    static HostPlan planned(Optional<String> manifest, Change... changes) {
        return plan(Optional.of(new Seen(manifest, List.of())), changes);
    }

    private static HostPlan plan(Optional<Seen> seen, Change... changes) {
        SortedMap<HostPath, Manifest.Entry> entries = new TreeMap<>();
        Stream.of(changes)
                .filter(change -> !(change.after() instanceof FileState.Absent))
                .forEach(change -> entries.put(change.path(), Manifest.Entry.of(PLAY, change.after())));
        return new HostPlan(
                HostName.ROOT,
                Optional.empty(),
                List.of(),
                List.of(changes),
                List.of(),
                List.of(),
                List.of(),
                new Manifest(entries),
                seen,
                List.of());
    }

    /** Everything below the root but converge's own home: type, mode, and content or target, by path. */
    public SortedMap<String, String> snapshot() {
        return snapshot("");
    }

    /** What is in converge's home, the lock apart. */
    public SortedMap<String, String> home() {
        SortedMap<String, String> home = snapshot("etc/systemd/system/.converge");
        home.remove("lock");
        return home;
    }

    private SortedMap<String, String> snapshot(String below) {
        SortedMap<String, String> found = new TreeMap<>();
        Path from = root.resolve(below);
        if (!Files.isDirectory(from)) {
            return found;
        }
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                String name = from.relativize(path).toString();
                if (!name.contains(".converge/") && !name.endsWith(".converge")) {
                    found.put(name, describe(path));
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return found;
    }

    private static String describe(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            return "link " + Files.readSymbolicLink(path);
        }
        String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
        return Files.isDirectory(path) ? "directory " + mode : "file " + mode + " " + Files.readString(path);
    }
}

package dev.converge.diff;

import dev.converge.desired.DesiredFile;
import dev.converge.desired.DesiredPlay;
import dev.converge.observed.ObservedHost;
import dev.converge.unit.Content;
import dev.converge.unit.FileState;
import dev.converge.unit.Owner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;

/** The entries of {@code files:}, compared byte by byte. */
final class DeclaredFiles {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    private final TreeEdit edit;
    private final ObservedHost observed;
    private final List<Obstacle> obstacles = new ArrayList<>();

    DeclaredFiles(TreeEdit edit, ObservedHost observed) {
        this.edit = edit;
        this.observed = observed;
    }

    /** What is in the way: users and groups that the host does not have. */
    List<Obstacle> obstacles() {
        return List.copyOf(obstacles);
    }

    void add(DesiredPlay play) {
        for (DesiredFile file : play.files()) {
            if (file.content().isEmpty()) {
                edit.remove(file.path(), new Reason("state: absent"), play.name());
            } else {
                FileState wanted = new FileState.Regular(file.content().get(), file.mode(), owner(file));
                edit.put(file.path(), wanted, Content::equals, reason(file), play.name());
            }
        }
    }

    private Reason reason(DesiredFile file) {
        boolean there = !(edit.before().at(file.path()) instanceof FileState.Absent);
        return new Reason(there ? "differs from what is declared" : "declared, not on the host");
    }

    /** Without root, every file belongs to whoever runs converge, and names mean nothing. */
    private Owner owner(DesiredFile file) {
        Owner writer = observed.writer();
        if (writer.uid() != 0) {
            return writer;
        }
        return new Owner(
                number(file, "user", file.owner(), observed.users(), writer::uid),
                number(file, "group", file.group(), observed.groups(), writer::gid));
    }

    private int number(
            DesiredFile file, String kind, Optional<String> name, Map<String, Integer> known, IntSupplier otherwise) {
        if (name.isEmpty()) {
            return otherwise.getAsInt();
        }
        Integer number = known.get(name.get());
        if (number != null) {
            return number;
        }
        if (NUMBER.matcher(name.get()).matches()) {
            return Integer.parseInt(name.get());
        }
        obstacles.add(new Obstacle(file.path(), "the host has no " + kind + " named '" + name.get() + "'"));
        return otherwise.getAsInt();
    }
}

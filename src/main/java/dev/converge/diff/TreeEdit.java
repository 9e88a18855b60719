package dev.converge.diff;

import dev.converge.unit.Content;
import dev.converge.unit.FileState;
import dev.converge.unit.HostPath;
import dev.converge.unit.Manifest;
import dev.converge.unit.PlayName;
import dev.converge.unit.UnitTree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/** What should be at each path, collected stage by stage, over the tree as it is. A path that is put stays put, whoever wants it removed. */
final class TreeEdit {

    private record Wish(FileState after, Reason reason, PlayName play) {}

    private final UnitTree before;
    private final SortedMap<HostPath, Wish> wishes = new TreeMap<>();
    /** The tree as it will be, until the next wish: what it finds out serves all who ask it. */
    private Optional<UnitTree> wished = Optional.empty();

    TreeEdit(UnitTree before) {
        this.before = before;
    }

    UnitTree before() {
        return before;
    }

    /**
     * Wants a file or link at a path.
     *
     * @param same whether two contents mean the same; then what is there stays
     */
    void put(HostPath path, FileState after, BiPredicate<Content, Content> same, Reason reason, PlayName play) {
        FileState now = before.at(path);
        wish(path, new Wish(isSame(now, after, same) ? now : after, reason, play));
    }

    void putLink(HostPath path, String target, Reason reason, PlayName play) {
        put(path, new FileState.Link(target), Content::equals, reason, play);
    }

    /** Keeps what is there and counts it as the play's. */
    void keep(HostPath path, PlayName play) {
        wish(path, new Wish(before.at(path), new Reason("as declared"), play));
    }

    /** Wants no file and no link at a path, unless another stage wants something there. What is neither is left alone. */
    void remove(HostPath path, Reason reason, PlayName play) {
        if (before.at(path) instanceof FileState.Directory || before.at(path) instanceof FileState.Other) {
            return;
        }
        if (!mentions(path)) {
            wish(path, new Wish(new FileState.Absent(), reason, play));
        }
    }

    private void wish(HostPath path, Wish wish) {
        wishes.put(path, wish);
        wished = Optional.empty();
    }

    /** The tree as it will be. */
    UnitTree after() {
        UnitTree tree = wished.orElseGet(() -> {
            Map<HostPath, FileState> changed = new HashMap<>();
            wishes.forEach((path, wish) -> changed.put(path, wish.after()));
            return before.with(changed);
        });
        wished = Optional.of(tree);
        return tree;
    }

    boolean changes(HostPath path) {
        Wish wish = wishes.get(path);
        return wish != null && !wish.after().equals(before.at(path));
    }

    boolean mentions(HostPath path) {
        return wishes.containsKey(path);
    }

    List<Change> changes() {
        return wishes.entrySet().stream()
                .filter(entry -> changes(entry.getKey()))
                .map(entry -> change(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Adds to the manifest what the wishes leave standing. */
    void ownInto(SortedMap<HostPath, Manifest.Entry> manifest) {
        wishes.forEach((path, wish) -> {
            if (!(wish.after() instanceof FileState.Absent)) {
                manifest.put(path, Manifest.Entry.of(wish.play(), wish.after()));
            }
        });
    }

    private Change change(HostPath path, Wish wish) {
        FileState now = before.at(path);
        if (now instanceof FileState.Absent) {
            return new Change.Creation(path, wish.after(), wish.reason(), wish.play());
        }
        if (wish.after() instanceof FileState.Absent) {
            return new Change.Deletion(path, now, wish.reason(), wish.play());
        }
        return new Change.Update(path, now, wish.after(), wish.reason(), wish.play());
    }

    private static boolean isSame(FileState now, FileState wanted, BiPredicate<Content, Content> same) {
        if (now instanceof FileState.Regular there && wanted instanceof FileState.Regular file) {
            return there.mode().equals(file.mode())
                    && there.owner().equals(file.owner())
                    && same.test(there.content(), file.content());
        }
        return now.equals(wanted);
    }
}

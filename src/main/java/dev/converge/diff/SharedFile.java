package dev.converge.diff;

import dev.converge.desired.DesiredHost;
import dev.converge.desired.DesiredPlay;
import dev.converge.unit.Content;
import dev.converge.unit.FileMode;
import dev.converge.unit.FileState;
import dev.converge.unit.HostPath;
import dev.converge.unit.Owner;
import dev.converge.unit.PlayName;
import dev.converge.unit.UnitTree;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * A file to which each play has a block of its own to say. Blocks of plays that are not in this run are left as they are; the file goes
 * with the last block.
 *
 * @param same whether two contents of it mean the same
 */
record SharedFile(HostPath path, BiPredicate<Content, Content> same) {

    /** The paths of all such files: one play that has nothing more to say does not take away what the others say. */
    static final List<HostPath> PATHS = List.of(Presets.PATH, ManagerFile.PATH);

    /** The blocks there are now. */
    PlayBlocks now(UnitTree tree) {
        return tree.at(path) instanceof FileState.Regular file
                ? PlayBlocks.parse(file.content().text().orElse(""))
                : PlayBlocks.NONE;
    }

    /** The blocks there will be, when each play of the run says these lines. */
    static PlayBlocks after(DesiredHost desired, PlayBlocks now, Function<DesiredPlay, List<String>> lines) {
        PlayBlocks after = now;
        for (DesiredPlay play : desired.plays()) {
            after = after.with(play.name(), lines.apply(play));
        }
        return after;
    }

    /** @param gone why the file goes, should no block be left */
    void put(PlayBlocks after, DesiredHost desired, Owner writer, Reason there, Reason gone, TreeEdit edit) {
        Optional<PlayName> owner =
                desired.plays().stream().map(DesiredPlay::name).findFirst();
        if (owner.isPresent() && after.isEmpty()) {
            edit.remove(path, gone, owner.get());
        } else if (owner.isPresent()) {
            edit.put(path, state(Content.of(after.text()), writer), same, there, owner.get());
        }
    }

    FileState state(Content content, Owner writer) {
        return new FileState.Regular(content, FileMode.UNIT_FILE, writer);
    }
}

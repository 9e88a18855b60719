package dev.converge.report.saved;

import dev.converge.diff.Change;
import dev.converge.diff.Reason;
import dev.converge.unit.Content;
import dev.converge.unit.FileMode;
import dev.converge.unit.FileState;
import dev.converge.unit.HostPath;
import dev.converge.unit.Owner;
import dev.converge.unit.PlayName;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one changed path of a saved plan. */
final class SavedChange {

    private static final Pattern MODE = Pattern.compile("[0-7]{4}");
    private static final Pattern OWNER = Pattern.compile("[0-9]{1,10}:[0-9]{1,10}");

    private final SavedNode node;
    private final Map<String, Content> contents;

    SavedChange(SavedNode node, Map<String, Content> contents) {
        this.node = node;
        this.contents = contents;
    }

    Change read() {
        // These follow from the rest.
        node.skip("kind", "diff");
        HostPath path = node.value("path", HostPath::new);
        Reason reason = new Reason(node.text("reason"));
        PlayName play = node.value("play", PlayName::new);
        Change change = switch (node.text("action")) {
            case "create" -> new Change.Creation(path, something("after"), reason, play);
            case "update" -> new Change.Update(path, something("before"), something("after"), reason, play);
            case "delete" -> new Change.Deletion(path, something("before"), reason, play);
            default -> throw node.refusal("action", "is no action");
        };
        nothing(change.before(), "before");
        nothing(change.after(), "after");
        node.end();
        return change;
    }

    private void nothing(FileState state, String side) {
        if (state instanceof FileState.Absent && !node.isNull(side)) {
            throw node.refusal(side, "should be null for this action");
        }
    }

    private FileState something(String side) {
        SavedNode state = node.child(side);
        FileState read = state.isNull("target") ? file(state) : link(state);
        state.end();
        return read;
    }

    private static FileState link(SavedNode state) {
        if (!state.isNull("sha256") || !state.isNull("mode") || !state.isNull("owner")) {
            throw state.refusal("target", "is of a link, which has no content, mode or owner");
        }
        return new FileState.Link(state.value("target", SavedChange::target));
    }

    private static String target(String text) {
        if (text.indexOf('\n') >= 0 || text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("not the target of a link: '" + text + "'");
        }
        return text;
    }

    private FileState file(SavedNode state) {
        Content content = Optional.ofNullable(contents.get(state.text("sha256")))
                .orElseThrow(() -> state.refusal("sha256", "has no bytes in 'contents'"));
        return new FileState.Regular(
                content, state.value("mode", SavedChange::mode), state.value("owner", SavedChange::owner));
    }

    private static FileMode mode(String text) {
        return new FileMode(Integer.parseInt(SavedPlanReader.matching(MODE, text), 8));
    }

    private static Owner owner(String text) {
        String[] numbers = SavedPlanReader.matching(OWNER, text).split(":", -1);
        return new Owner(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
    }
}

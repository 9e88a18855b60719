package dev.converge.diff;

import dev.converge.unit.FileState;
import dev.converge.unit.HostPath;
import dev.converge.unit.PlayName;

/**
 * One path, before and after. Which side is empty is fixed by the type:
 * <table>
 * <caption>sides</caption>
 * <tr><th>type</th><th>before</th><th>after</th></tr>
 * <tr><td>{@link Creation}</td><td>absent</td><td>file or link</td></tr>
 * <tr><td>{@link Update}</td><td>file or link</td><td>file or link</td></tr>
 * <tr><td>{@link Deletion}</td><td>file or link</td><td>absent</td></tr>
 * </table>
 */
public sealed interface Change {

    HostPath path();

    FileState before();

    FileState after();

    Reason reason();

    PlayName play();

    record Creation(HostPath path, FileState after, Reason reason, PlayName play) implements Change {
        @Override
        public FileState before() {
            return new FileState.Absent();
        }
    }

    record Update(HostPath path, FileState before, FileState after, Reason reason, PlayName play) implements Change {}

    record Deletion(HostPath path, FileState before, Reason reason, PlayName play) implements Change {
        @Override
        public FileState after() {
            return new FileState.Absent();
        }
    }
}

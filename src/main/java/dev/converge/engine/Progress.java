package dev.converge.engine;

import dev.converge.host.HostName;
import java.time.Duration;

/** Is told how far each host is. Called by many threads at once. */
public interface Progress {

    /** Nobody looks. */
    Progress NONE = new Progress() {
        @Override
        public void begins(HostName host, Stage stage) {}

        @Override
        public void ended(HostResult result) {}
    };

    void begins(HostName host, Stage stage);

    /** The hosts of a batch are next. Told only when there are several batches. */
    default void begins(Batch batch) {}

    /** Nothing is done for so long. */
    default void pauses(Duration span) {}

    /** A host was swept, or could not be. */
    default void swept(SweepResult result) {}

    /** Nothing more happens with this host in this pass over the hosts. */
    void ended(HostResult result);
}

package dev.converge.apply;

import dev.converge.host.Excerpt;
import dev.converge.host.HostFailure;
import java.util.List;

/** How the change of one host ended. What is the host's own text in it is cut to what a report can bear. */
public sealed interface Outcome {

    /** The host is in the state planned. */
    record Applied(String run) implements Outcome {}

    /**
     * Something failed and the host is in the state before.
     *
     * @param step what failed
     * @param detail what the host said, the unit's last log lines included
     */
    record RolledBack(String run, String step, List<String> detail) implements Outcome {
        public RolledBack {
            step = Excerpt.line(step);
            detail = List.copyOf(Excerpt.lines(detail));
        }
    }

    /**
     * The host no longer is what the plan saw, or its paths are not safe to write; nothing was changed.
     *
     * @param moved path or unit, and what it is now
     */
    record Refused(List<String> moved) implements Outcome {
        public Refused {
            moved = List.copyOf(Excerpt.lines(moved));
        }
    }

    /**
     * The undo failed as well; backups are kept on the host.
     *
     * @param left what is neither old nor new
     */
    record RollbackFailed(String run, String step, List<String> left) implements Outcome {
        public RollbackFailed {
            run = Excerpt.line(run);
            step = Excerpt.line(step);
            left = List.copyOf(Excerpt.lines(left));
        }
    }

    /** The connection broke or the answer was no good: the host finishes or undoes by itself, and the next contact tells which. */
    record Unknown(String run, HostFailure failure) implements Outcome {}
}

package dev.converge.history;

import dev.converge.plan.RunId;
import dev.converge.unit.PlayName;
import java.util.List;
import java.util.Optional;

/**
 * A run that changed, or was to change, the host. Times are UTC as the host's clock had them; all texts are the host's word.
 *
 * @param by who ran converge
 * @param since when it began there
 * @param until when it was over; nothing while it is open
 * @param why what failed, of a run that did not stay
 * @param plays on whose word it was done
 * @param undoes the run it took back, if it did that
 * @param journal what it takes to roll it back; nothing when it was not applied or its backups are gone
 */
public record PastRun(
        RunId id,
        String by,
        String since,
        Optional<String> until,
        Ending ending,
        List<String> why,
        List<PlayName> plays,
        int changes,
        int jobs,
        Optional<RunId> undoes,
        Optional<Journal> journal) {

    /** How a run ended. */
    public enum Ending {
        APPLIED("applied"),
        /** It failed, or was cut off, or nobody confirmed it: the host went back to what it was. */
        ROLLED_BACK("rolled back"),
        /** Not over: under way, waiting for its confirmation, cut off, or its undo failed and the host tries again. */
        OPEN("open");

        private final String words;

        Ending(String words) {
            this.words = words;
        }

        /** For a person; JSON has the same with dashes. */
        @Override
        public String toString() {
            return words;
        }
    }

    public PastRun {
        why = List.copyOf(why);
        plays = List.copyOf(plays);
    }
}

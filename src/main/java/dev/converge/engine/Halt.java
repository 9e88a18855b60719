package dev.converge.engine;

import dev.converge.playbook.Rollout;

/** Why no further host is begun. */
public sealed interface Halt {

    /**
     * More hosts failed than the rollout allows.
     *
     * @param batch in which it became too many
     * @param failures how many hosts of the group had failed by then
     * @param most how many may
     */
    record TooManyFailures(Batch batch, int failures, int most) implements Halt {

        /** Whether the rollout wants undone what was done to its hosts. */
        boolean undoes() {
            return batch.group()
                    .filter(group -> group.rollout().onFailure() == Rollout.OnFailure.ROLLBACK)
                    .isPresent();
        }
    }

    /** The operator wants it so. */
    record Interrupted() implements Halt {}
}

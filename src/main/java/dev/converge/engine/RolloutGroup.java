package dev.converge.engine;

import dev.converge.playbook.Rollout;
import dev.converge.unit.PlayName;

/**
 * The hosts that a rollout is about: those whose first play with a rollout is this one.
 *
 * @param position of the play among all of the run; groups are changed in this order
 */
public record RolloutGroup(int position, PlayName play, Rollout rollout) {}

package dev.converge.engine;

import dev.converge.host.Target;
import java.util.Optional;

/** A host that a saved plan is for. What it is to be stands in the plan and nowhere else. */
public record SavedTask(Target target, Optional<RolloutGroup> group) implements Task {}

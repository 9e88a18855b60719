package dev.converge.plan;

import dev.converge.unit.UserName;
import java.util.Optional;

/**
 * A job and whose manager does it.
 *
 * @param user none: the system's manager
 */
public record Step(Job job, Optional<UserName> user) {}

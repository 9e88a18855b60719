package dev.converge.diff;

import dev.converge.unit.HostPath;

/**
 * Why a path cannot become what is declared. A host with obstacles gets no plan.
 *
 * @param what is in the way, a clause: {@code the host has no user named 'avatar'}
 */
public record Obstacle(HostPath path, String what) {}

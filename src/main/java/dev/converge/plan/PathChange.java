package dev.converge.plan;

import dev.converge.unit.FileState;
import dev.converge.unit.HostPath;

/** What is to be at a path, and what must be there until then. */
public record PathChange(HostPath path, FileState before, FileState after) {}

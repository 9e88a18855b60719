package dev.converge.diff;

import dev.converge.unit.FileState;
import dev.converge.unit.HostPath;
import dev.converge.unit.PlayName;

/**
 * What was at a path before a run that is to be undone.
 *
 * @param play on whose word the run changed it
 */
public record FormerPath(HostPath path, FileState before, PlayName play) {}

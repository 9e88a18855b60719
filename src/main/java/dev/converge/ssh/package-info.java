/**
 * The {@link dev.converge.host.Host} at the other end of an SSH connection. In: a target. Out: a connected host. It is the only package that
 * knows sshj, and it knows nothing of units.
 */
@NullMarked
package dev.converge.ssh;

import org.jspecify.annotations.NullMarked;

/**
 * The port to a host: where it is, what to run there, what came back, and what can go wrong on the way. In: a command. Out: its result or
 * a {@link dev.converge.host.HostFailure}. It never knows what the command is about.
 */
@NullMarked
package dev.converge.host;

import org.jspecify.annotations.NullMarked;

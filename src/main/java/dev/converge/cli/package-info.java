/**
 * Commands, options, exit codes and wiring. In: an argument list. Out: an exit status. It is the only package that knows picocli, the
 * standard streams and {@code System.exit}.
 */
@NullMarked
package dev.converge.cli;

import org.jspecify.annotations.NullMarked;

/** Tests of {@code dev.converge.cli}. */
@NullMarked
package dev.converge.cli;

import org.jspecify.annotations.NullMarked;

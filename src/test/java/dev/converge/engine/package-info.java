/** Tests of {@code dev.converge.engine}. */
@NullMarked
package dev.converge.engine;

import org.jspecify.annotations.NullMarked;

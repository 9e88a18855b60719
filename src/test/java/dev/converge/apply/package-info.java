/** Tests of {@code dev.converge.apply}. */
@NullMarked
package dev.converge.apply;

import org.jspecify.annotations.NullMarked;

/** Tests of explanations. */
@NullMarked
package dev.converge.explain;

import org.jspecify.annotations.NullMarked;

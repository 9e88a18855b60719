/**
 * What differs. In: the desired and the observed host. Out: one change for each path and the effect on what runs. It is a pure function.
 */
@NullMarked
package dev.converge.diff;

import org.jspecify.annotations.NullMarked;

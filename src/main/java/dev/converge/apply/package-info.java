/**
 * Doing it. In: the plan of one host. Out: an {@link dev.converge.apply.Outcome}. One transaction on the host, which ends in the state before
 * or in the state planned. It never decides what to change.
 */
@NullMarked
package dev.converge.apply;

import org.jspecify.annotations.NullMarked;

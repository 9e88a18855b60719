/**
 * What is wrong with the operator's input: a {@link dev.converge.problem.Problem} with the spot it was found at. In: spots and sentences.
 * Out: a sorted list. It never prints and never stops the program; whoever collects problems decides that.
 */
@NullMarked
package dev.converge.problem;

import org.jspecify.annotations.NullMarked;

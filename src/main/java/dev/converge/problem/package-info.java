/**
 * What is wrong with the input. A problem says what was refused, why, and where it stands; problems are collected and
 * reported together. Comes in: nothing. Goes out: values that every reader of input creates. Never reads input itself.
 */
@NullMarked
package dev.converge.problem;

import org.jspecify.annotations.NullMarked;

/** Tests of how problems are collected and of the spellings they suggest. */
@NullMarked
package dev.converge.problem;

import org.jspecify.annotations.NullMarked;

/** Inputs made at random, for all that reads what others wrote. The same seed makes the same inputs. */
@NullMarked
package dev.converge.fuzz;

import org.jspecify.annotations.NullMarked;

/** Tests of checks. */
@NullMarked
package dev.converge.check;

import org.jspecify.annotations.NullMarked;

/** Tests of what hosts keep of earlier runs, and of the way back. */
@NullMarked
package dev.converge.history;

import org.jspecify.annotations.NullMarked;

/** Rules that hold for all of converge, whatever the package. */
@NullMarked
package dev.converge;

import org.jspecify.annotations.NullMarked;

/** Tests of {@code dev.converge.diff}; differences as a whole are tested as plans. */
@NullMarked
package dev.converge.diff;

import org.jspecify.annotations.NullMarked;

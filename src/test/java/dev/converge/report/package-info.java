/** Tests of {@code dev.converge.report}. */
@NullMarked
package dev.converge.report;

import org.jspecify.annotations.NullMarked;

/** Tests of the forms of a sweep. */
@NullMarked
package dev.converge.report.sweep;

import org.jspecify.annotations.NullMarked;

/** Tests of saved plans. */
@NullMarked
package dev.converge.report.saved;

import org.jspecify.annotations.NullMarked;

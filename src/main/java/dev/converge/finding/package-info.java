/** The words for what is wrong with a host: codes, how bad and how sure. Finds nothing itself; that is for checks. */
@NullMarked
package dev.converge.finding;

import org.jspecify.annotations.NullMarked;

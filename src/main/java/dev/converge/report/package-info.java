/**
 * What the operator reads: plans, findings and outcomes as text or JSON. In: the results of the other packages. Out: characters into a given
 * writer. Texts for one kind of event live here, next to each other.
 */
@NullMarked
package dev.converge.report;

import org.jspecify.annotations.NullMarked;

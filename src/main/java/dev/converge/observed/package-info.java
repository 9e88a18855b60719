/**
 * What stands on one host. In: the answer of the probe script. Out: an {@link dev.converge.observed.ObservedHost}, or a host failure when the
 * answer is cut short or foreign. It never changes a host.
 */
@NullMarked
package dev.converge.observed;

import org.jspecify.annotations.NullMarked;

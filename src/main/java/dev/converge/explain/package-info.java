/**
 * One unit of one host, explained: what systemd makes of its files, line by line, what decides whether it starts, how often it can restart,
 * and where what runs differs from what stands on disk. In: an {@link dev.converge.observed.ObservedUnit}. Out: an
 * {@link dev.converge.explain.Explanation}. It judges nothing against a playbook and changes nothing.
 */
@NullMarked
package dev.converge.explain;

import org.jspecify.annotations.NullMarked;

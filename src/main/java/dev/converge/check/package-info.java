/**
 * What is worth telling about a host. In: the desired and the observed host. Out: findings, each with evidence and a remedy. It never
 * changes anything and never decides a change.
 */
@NullMarked
package dev.converge.check;

import org.jspecify.annotations.NullMarked;

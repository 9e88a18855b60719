/**
 * The whole flow, for one host and for many. In: a request. Out: results in inventory order. It never prints.
 */
@NullMarked
package dev.converge.engine;

import org.jspecify.annotations.NullMarked;

/**
 * What the operator wrote, as records. In: playbook files. Out: plays with every value as written and the spot it was written at. It never
 * evaluates an expression and never looks at a host.
 */
@NullMarked
package dev.converge.playbook;

import org.jspecify.annotations.NullMarked;

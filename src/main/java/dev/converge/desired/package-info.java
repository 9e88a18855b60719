/**
 * What should stand on one host. In: the plays, the host's variables and the templates. Out: a {@link dev.converge.desired.DesiredHost}, all
 * expressions evaluated and all values checked, or problems. It never knows what the host has.
 */
@NullMarked
package dev.converge.desired;

import org.jspecify.annotations.NullMarked;

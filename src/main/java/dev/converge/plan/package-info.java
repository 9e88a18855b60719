/**
 * What will be done, in order. In: changes and findings. Out: a {@link dev.converge.plan.HostPlan}, plain data that can be printed, compared
 * and executed. It holds no connection and does nothing itself.
 */
@NullMarked
package dev.converge.plan;

import org.jspecify.annotations.NullMarked;

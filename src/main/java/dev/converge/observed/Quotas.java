package dev.converge.observed;

import java.util.OptionalLong;

/**
 * What the control group of a unit may use, and uses.
 *
 * @param memoryMax bytes; none: no limit. {@code memory} what it uses, where that is counted; {@code tasksMax} and {@code tasks} likewise
 * @param cpu percent of one CPU; none: no limit
 */
public record Quotas(
        OptionalLong memoryMax, OptionalLong memory, OptionalLong tasksMax, OptionalLong tasks, OptionalLong cpu) {}

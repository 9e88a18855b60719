package dev.converge.observed;

import java.util.OptionalLong;

/**
 * What the control group of a unit may use, and uses.
 *
 * @param memoryMax bytes; none: no limit. {@code memory} what it uses, where that is counted; {@code tasksMax} and {@code tasks} likewise
 * @param cache bytes of {@code memory} that the kernel can drop at once; none where that is not told
 * @param cpu percent of one CPU; none: no limit
 */
public record Quotas(
        OptionalLong memoryMax,
        OptionalLong memory,
        OptionalLong cache,
        OptionalLong tasksMax,
        OptionalLong tasks,
        OptionalLong cpu) {

    /** Of the memory, what cannot be dropped at once: what counts when the limit is near. None where that is not known. */
    public OptionalLong memoryInUse() {
        return memory.isPresent() && cache.isPresent()
                ? OptionalLong.of(Math.max(0, memory.getAsLong() - cache.getAsLong()))
                : OptionalLong.empty();
    }
}

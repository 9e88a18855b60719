package dev.converge.observed;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How full a machine was at one moment. What the host did not tell is missing.
 *
 * @param now by the host's own clock
 * @param uptime since it was booted
 * @param memoryTotal bytes that the host may use: a container's own limit where it has one; {@code memoryAvailable} of them likewise
 * @param processIds how many processes and threads there may be at a time; {@code tasks} how many there are
 * @param cpus that the host may use
 * @param openFiles of the whole machine; {@code mostOpenFiles} how many there may be
 * @param filesOfProcesses of processes that have many, or that may have but few
 * @param stalls what waits for {@code memory}, {@code cpu} and {@code io}, by these names; none where the kernel does not count
 */
public record Vitals(
        Instant now,
        Duration uptime,
        OptionalLong memoryTotal,
        OptionalLong memoryAvailable,
        OptionalLong processIds,
        OptionalLong tasks,
        OptionalLong cpus,
        OptionalLong openFiles,
        OptionalLong mostOpenFiles,
        List<ProcessFiles> filesOfProcesses,
        SortedMap<String, Stall> stalls) {

    public Vitals {
        filesOfProcesses = List.copyOf(filesOfProcesses);
        stalls = Collections.unmodifiableSortedMap(new TreeMap<>(stalls));
    }

    /** @param limit the soft one, {@code LimitNOFILE=} */
    public record ProcessFiles(int pid, long open, long limit) {}

    /**
     * Pressure stall information: percent of the last minute.
     *
     * @param some in which at least one task waited; {@code full} in which all did
     */
    public record Stall(double some, double full) {}
}

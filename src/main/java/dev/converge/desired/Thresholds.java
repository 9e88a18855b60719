package dev.converge.desired;

import java.time.Duration;

/**
 * From where on a number is a finding, for the sweep and for the alerts.
 *
 * @param processIds percent of the process ids that there are
 * @param fileDescriptors percent of the open files that a process, or the machine, may have
 * @param memory percent of the memory
 * @param memoryStall percent of the last minute in which everything waited for memory (PSI: full avg60)
 * @param journalDisk percent of the file system of the journal
 * @param cpu percent of the CPUs, for alerts
 * @param restartsPerHour starts of one unit within an hour, whoever asked for them
 * @param journalErrorsPerMinute messages of priority err and worse of one unit, for alerts
 * @param lookBack how far back the journal is read
 */
public record Thresholds(
        int processIds,
        int fileDescriptors,
        int memory,
        int memoryStall,
        int journalDisk,
        int cpu,
        int restartsPerHour,
        int journalErrorsPerMinute,
        Duration lookBack) {

    /** What holds where no play says otherwise. The numbers of the second incident's report, where it has one. */
    public static final Thresholds DEFAULT = new Thresholds(80, 80, 90, 10, 85, 85, 5, 10, Duration.ofHours(24));
}

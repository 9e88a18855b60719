package dev.converge.desired;

import dev.converge.desired.DesiredChecks.DesiredThreshold;
import dev.converge.playbook.Threshold;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * From where on a number is a finding, for the sweep and for the alerts.
 *
 * @param processIds percent of the process ids that there are, or that a unit may have
 * @param fileDescriptors percent of the open files that a process, or the machine, may have
 * @param memory percent of the memory that there is, or that a unit may have
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

    /** These numbers where some play sets them, the defaults elsewhere. */
    static Thresholds of(Stream<DesiredThreshold> written) {
        Map<Threshold, Long> values = new EnumMap<>(Threshold.class);
        written.forEach(threshold -> values.put(threshold.threshold(), threshold.value()));
        return new Thresholds(
                number(values, Threshold.PROCESS_IDS, DEFAULT.processIds),
                number(values, Threshold.FILE_DESCRIPTORS, DEFAULT.fileDescriptors),
                number(values, Threshold.MEMORY, DEFAULT.memory),
                number(values, Threshold.MEMORY_STALL, DEFAULT.memoryStall),
                number(values, Threshold.JOURNAL_DISK, DEFAULT.journalDisk),
                number(values, Threshold.CPU, DEFAULT.cpu),
                number(values, Threshold.RESTARTS_PER_HOUR, DEFAULT.restartsPerHour),
                number(values, Threshold.JOURNAL_ERRORS_PER_MINUTE, DEFAULT.journalErrorsPerMinute),
                Duration.ofSeconds(values.getOrDefault(Threshold.LOOK_BACK, DEFAULT.lookBack.toSeconds())));
    }

    private static int number(Map<Threshold, Long> values, Threshold threshold, int otherwise) {
        return Math.toIntExact(values.getOrDefault(threshold, (long) otherwise));
    }
}

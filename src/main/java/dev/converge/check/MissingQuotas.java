package dev.converge.check;

import dev.converge.observed.LiveFacts;
import dev.converge.observed.ServiceFacts;
import java.util.SortedMap;
import java.util.TreeMap;

/** The quotas that a service lacks, by directive, each with a value that leaves it room. */
public final class MissingQuotas {

    static final String MEMORY = "MemoryMax";
    static final String TASKS = "TasksMax";

    private static final String ENOUGH_TASKS = "512";

    private MissingQuotas() {}

    /** None when it may take all of nothing. A slice with a limit is a limit of memory too. */
    public static SortedMap<String, String> of(ServiceFacts service, LiveFacts live) {
        SortedMap<String, String> missing = new TreeMap<>();
        if (QuotaTree.ofMemory(live).effective(service).isEmpty()) {
            missing.put(MEMORY, Amounts.roomFor(service.quotas().memory().orElse(0)));
        }
        if (service.quotas().tasksMax().isEmpty()) {
            missing.put(TASKS, ENOUGH_TASKS);
        }
        return missing;
    }
}

package dev.converge.playbook;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What can stand under {@code thresholds:}, and the form of its value. */
public enum Threshold {
    PROCESS_IDS(Form.PERCENT),
    FILE_DESCRIPTORS(Form.PERCENT),
    MEMORY(Form.PERCENT),
    MEMORY_STALL(Form.PERCENT),
    JOURNAL_DISK(Form.PERCENT),
    CPU(Form.PERCENT),
    RESTARTS_PER_HOUR(Form.COUNT),
    JOURNAL_ERRORS_PER_MINUTE(Form.COUNT),
    LOOK_BACK(Form.SPAN);

    /** How a value is written: {@code 80%}, {@code 5} or {@code 24h}. */
    public enum Form {
        PERCENT,
        COUNT,
        SPAN
    }

    private final Form form;

    Threshold(Form form) {
        this.form = form;
    }

    public Form form() {
        return form;
    }

    /** All of them, in the order of the documentation. */
    static List<Threshold> all() {
        return Arrays.asList(values());
    }

    /** The key as playbooks spell it: {@code process_ids}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

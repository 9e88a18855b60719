package dev.converge.finding;

import java.util.Locale;

/** The kinds of findings. Their names are a contract (docs/findings.md). */
public enum FindingCode {
    STRAY_UNIT,
    DUPLICATE_EXECUTABLE,
    DUPLICATE_PROCESS,
    PORT_CONFLICT,
    DUPLICATE_RESOURCE,
    USER_TWIN,
    NAME_SHADOWED,
    PRESET_MISMATCH,
    START_LIMIT_MISPLACED,
    START_LIMIT_INEFFECTIVE,
    UNKNOWN_DIRECTIVE,
    UNSUPPORTED_DIRECTIVE,
    VALUE_IGNORED,
    MASKED_BUT_DECLARED,
    RELOAD_NEEDED,
    HAND_EDITED,
    DANGLING_LINK,
    PRESET_LINE_CRASHES_PID1,
    FIFO_DROPIN,
    FAILED_UNIT,
    CRASH_LOOP,
    STALE_PROCESS,
    UNKNOWN_UNIT,
    NO_QUOTA,
    QUOTA_OVERCOMMIT,
    PID_PRESSURE,
    FD_PRESSURE,
    MEMORY_PRESSURE,
    OOM_KILL,
    JOURNAL_DISK;

    /** As reports and JSON spell it: {@code stray-unit}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

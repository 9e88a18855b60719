package dev.converge.report;

import dev.converge.finding.FindingCode;

/** What a code means, in a few words that hold for every finding with it. What there is to say of it is in docs/findings/. */
public final class FindingTitles {

    private FindingTitles() {}

    public static String of(FindingCode code) {
        return switch (code) {
            case STRAY_UNIT -> "A unit that nobody declared and that a rule says must go";
            case DUPLICATE_EXECUTABLE -> "Two units run the same program";
            case DUPLICATE_PROCESS -> "A program of a unit runs outside of that unit";
            case PORT_CONFLICT -> "Two units want the same port or socket";
            case DUPLICATE_RESOURCE -> "Two services share what only one can have";
            case USER_TWIN -> "A service of a user runs in the system as well";
            case NAME_SHADOWED -> "A file hides a package's unit";
            case PRESET_MISMATCH -> "A disabled unit comes back when presets are replayed";
            case START_LIMIT_MISPLACED -> "A start limit in the wrong section";
            case START_LIMIT_INEFFECTIVE -> "A unit may restart for ever";
            case UNKNOWN_DIRECTIVE -> "A directive that systemd does not know";
            case UNSUPPORTED_DIRECTIVE -> "A directive newer than the host's systemd";
            case VALUE_IGNORED -> "A value that systemd drops without a word";
            case MASKED_BUT_DECLARED -> "A unit that should run is masked";
            case RELOAD_NEEDED -> "systemd has not read the files as they are now";
            case HAND_EDITED -> "A managed file was edited by hand";
            case DANGLING_LINK -> "A link leads nowhere";
            case PRESET_LINE_CRASHES_PID1 -> "A preset line that crashes systemd";
            case FIFO_DROPIN -> "A drop-in that makes systemd wait for ever";
            case FAILED_UNIT -> "A unit has failed";
            case CRASH_LOOP -> "A unit is started again and again";
            case STALE_PROCESS -> "A process is older than the files it was started from";
            case UNKNOWN_UNIT -> "A unit that nobody accounts for";
            case NO_QUOTA -> "A service may take the whole machine";
            case QUOTA_OVERCOMMIT -> "The quotas give away more than the machine has";
            case PID_PRESSURE -> "Process ids run out";
            case FD_PRESSURE -> "File descriptors run out";
            case MEMORY_PRESSURE -> "Memory runs out";
            case OOM_KILL -> "The kernel killed processes for memory";
            case JOURNAL_DISK -> "The disk of the journal fills up";
        };
    }
}

package dev.converge.unit;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The signals of Linux on the architectures systemd hosts have (all but mips, sparc and alpha), signal(7). */
public final class Signals {

    /** By number, from 1. */
    private static final List<String> NAMES =
            Arrays.asList(("HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM "
                            + "STKFLT CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS")
                    .split(" ", -1));

    private static final int REALTIME_FIRST = 34;
    private static final int REALTIME_LAST = 64;

    private Signals() {}

    /** The number of {@code TERM}, {@code SIGTERM}, {@code 15} or {@code RTMIN+3}. */
    static Optional<Integer> number(String text) {
        Optional<Integer> written = Numbers.unsigned(text)
                .filter(number -> number.bitLength() < Integer.SIZE)
                .map(Number::intValue);
        if (written.isPresent()) {
            return written.filter(number -> number >= 1 && number <= REALTIME_LAST);
        }
        String name = text.startsWith("SIG") ? text.substring(3) : text;
        int index = NAMES.indexOf(name);
        return index >= 0 ? Optional.of(index + 1) : realtime(name);
    }

    /** {@code TERM}; the number itself where it has no name. */
    public static String name(int number) {
        if (number < 1 || number > REALTIME_LAST) {
            return Integer.toString(number);
        }
        if (number <= NAMES.size()) {
            return NAMES.get(number - 1);
        }
        return number < REALTIME_FIRST ? Integer.toString(number) : "RTMIN+" + (number - REALTIME_FIRST);
    }

    private static Optional<Integer> realtime(String name) {
        if (name.equals("RTMIN")) {
            return Optional.of(REALTIME_FIRST);
        }
        if (name.equals("RTMAX")) {
            return Optional.of(REALTIME_LAST);
        }
        boolean fromFirst = name.startsWith("RTMIN+");
        if (!fromFirst && !name.startsWith("RTMAX-")) {
            return Optional.empty();
        }
        return Numbers.unsigned(name.substring(6))
                .filter(offset -> offset.intValue() >= 0 && offset.bitLength() < 6)
                .map(offset -> fromFirst ? REALTIME_FIRST + offset.intValue() : REALTIME_LAST - offset.intValue())
                .filter(number -> number >= REALTIME_FIRST && number <= REALTIME_LAST);
    }
}

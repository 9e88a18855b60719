package dev.converge.host;

import java.time.Duration;
import java.util.List;

/**
 * What to run on a host.
 *
 * @param argv program and arguments; constants only, never data from a playbook or a host, because a login shell of unknown make reads them
 * @param stdin what the program reads; contents travel here
 * @param timeout how long the whole command may take
 * @param maxOutput how many bytes of standard output are accepted before the command counts as failed
 */
public record Command(List<String> argv, String stdin, Duration timeout, int maxOutput) {

    private static final int PROBE_LIMIT = 8 * 1024 * 1024;

    public Command {
        argv = List.copyOf(argv);
        if (argv.isEmpty()) {
            throw new IllegalArgumentException("a command without a program");
        }
    }

    /** A POSIX shell that reads the given script from its standard input. */
    public static Command script(String script, Duration timeout) {
        return new Command(List.of("sh", "-s"), script, timeout, PROBE_LIMIT);
    }
}

package dev.converge.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What converge writes to and who may be asked.
 *
 * @param out for reports only; a reader that closes it early goes unnoticed, so that a change never stops half-way for it
 * @param err for everything else
 * @param outIsTerminal whether a person sees {@code out} as it comes; {@code errIsTerminal} likewise
 * @param console to ask on; none when standard input or output is no terminal
 */
record Terminal(
        PrintWriter out, PrintWriter err, boolean outIsTerminal, boolean errIsTerminal, Optional<Console> console) {

    static Terminal ofProcess() {
        return new Terminal(
                writer(FileDescriptor.out), writer(FileDescriptor.err), isTerminal(1), isTerminal(2), processConsole());
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8));
    }

    private static Optional<Console> processConsole() {
        @Nullable Console console = isTerminal(0) ? System.console() : null;
        return Optional.ofNullable(console);
    }

    /** System.console() tells of standard input and output together only. Without /proc nothing counts as a terminal: plain output, no questions. */
    private static boolean isTerminal(int descriptor) {
        try {
            String device = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
        } catch (IOException noProc) {
            return false;
        }
    }
}

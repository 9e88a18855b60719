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
 * What converge writes to, what it keeps and who may be asked.
 *
 * @param out for reports only; an error in writing it shows at the end only, so that a change never stops half-way for it
 * @param err for everything else
 * @param outIsPipe whether {@code out} goes to a program, which may stop reading when it has seen enough
 * @param outIsTerminal whether a person sees {@code out} as it comes; {@code errIsTerminal} likewise
 * @param state the folder for what outlives a run; none: nothing is kept
 * @param console to ask on; none when standard input or output is no terminal
 */
record Terminal(
        PrintWriter out,
        PrintWriter err,
        boolean outIsPipe,
        boolean outIsTerminal,
        boolean errIsTerminal,
        Optional<Console> console,
        Optional<Path> state) {

    static Terminal ofProcess() {
        return new Terminal(
                writer(FileDescriptor.out),
                writer(FileDescriptor.err),
                target(1).startsWith("pipe:"),
                isTerminal(1),
                isTerminal(2),
                processConsole(),
                Environment.state());
    }

    /** Two writers that no person sees, nobody to ask, and nothing kept. */
    static Terminal away(PrintWriter out, PrintWriter err) {
        return new Terminal(out, err, false, false, false, Optional.empty(), Optional.empty());
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8));
    }

    private static Optional<Console> processConsole() {
        @Nullable Console console = isTerminal(0) ? System.console() : null;
        return Optional.ofNullable(console);
    }

    /** System.console() tells of standard input and output together only. */
    private static boolean isTerminal(int descriptor) {
        String device = target(descriptor);
        return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
    }

    /** What a descriptor leads to. Without /proc nothing is known: plain output, no questions. */
    private static String target(int descriptor) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
        } catch (IOException noProc) {
            return "";
        }
    }
}

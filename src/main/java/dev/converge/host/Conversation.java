package dev.converge.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The three streams of a command that runs, wherever it runs: its input is fed and both its outputs are drained at the same time, because
 * an output that nobody reads stops the command. It knows no time limit: whoever holds it closes the streams from outside.
 *
 * <p>When it ends early, the command may still be running.
 */
public final class Conversation {

    private static final int STDERR_KEPT = 64 * 1024;

    private final OutputStream stdin;
    private final InputStream stdout;
    private final InputStream stderr;
    private final CappedOutput complaints = new CappedOutput(STDERR_KEPT);

    public Conversation(OutputStream stdin, InputStream stdout, InputStream stderr) {
        this.stdin = stdin;
        this.stdout = stdout;
        this.stderr = stderr;
    }

    /** Standard output whole, without what sudo's dialogue said; standard error up to 64 KiB. */
    public record Spoken(byte[] stdout, String stderr) {}

    /** Standard output was longer than the command allows. */
    public static final class TooMuchOutputException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Feeds the command and reads it to the end of both outputs.
     *
     * @param sudoPassword present when the command is one that {@link Sudo#askingFirst} made
     * @throws TooMuchOutputException at the first byte past {@link Command#maxOutput()}
     * @throws IOException when the streams break
     */
    public Spoken hold(Command command, Optional<Secret> sudoPassword) throws IOException {
        Optional<SudoDialogue> sudo =
                sudoPassword.map(password -> new SudoDialogue(password, stdin, stdout, command.maxOutput()));
        Thread drain = start("stderr", () -> drain(sudo));
        try {
            boolean listening = sudo.isEmpty() || sudo.get().reachCommand();
            Thread feed = start("stdin", () -> feed(listening ? command.stdin() : ""));
            byte[] output = readAll(command.maxOutput());
            drain.join();
            feed.join();
            return new Spoken(output, complaints.text());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    private static Thread start(String stream, Runnable work) {
        return Thread.ofPlatform().daemon().name("converge-" + stream).start(work);
    }

    private byte[] readAll(int limit) throws IOException {
        CappedOutput output = new CappedOutput(limit);
        byte[] chunk = new byte[16 * 1024];
        for (int count = stdout.read(chunk); count >= 0; count = stdout.read(chunk)) {
            output.append(chunk, count);
            if (output.overflowed()) {
                throw new TooMuchOutputException();
            }
        }
        return output.bytes();
    }

    private void drain(Optional<SudoDialogue> sudo) {
        byte[] chunk = new byte[16 * 1024];
        try {
            for (int count = stderr.read(chunk); count >= 0; count = stderr.read(chunk)) {
                complaints.append(chunk, count);
                sudo.ifPresent(dialogue -> dialogue.hearComplaint(complaints.text()));
            }
        } catch (IOException broken) {
            // The reader of standard output meets the same end and reports it.
            return;
        }
    }

    /** A command may end without reading its input; how it ended says what that means. */
    private void feed(String input) {
        try (stdin) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
            // Closing alone would drop what does not fit into the window of an SSH channel.
            stdin.flush();
        } catch (IOException unread) {
            return;
        }
    }
}

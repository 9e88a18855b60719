package dev.converge.host;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The first lines of a command that {@link Sudo#askingFirst} made. The password is sent only after the host asked for it, and the
 * command's own input only after it said that it runs as root; so the password never reaches a shell and no line of a script is ever
 * taken for a password. A wrong one is tried once, not until the account is locked.
 */
final class SudoDialogue {

    /** How long checking a password may take: directory servers are slow, a wrong password costs two seconds. */
    private static final Duration CHECK = Duration.ofSeconds(20);

    private final Secret password;
    private final OutputStream stdin;
    private final InputStream stdout;
    private final int noiseLimit;
    private volatile boolean passwordSent;

    SudoDialogue(Secret password, OutputStream stdin, InputStream stdout, int noiseLimit) {
        this.password = password;
        this.stdin = stdin;
        this.stdout = stdout;
        this.noiseLimit = noiseLimit;
    }

    /**
     * Reads past what start-up files print, and answers sudo.
     *
     * @return whether the command now runs as root and waits for its input; if not, sudo has ended or is about to
     */
    boolean reachCommand() throws IOException {
        String said = nextMarker();
        if (said.equals(Sudo.PASSWORD)) {
            passwordSent = true;
            try (Deadline check = new Deadline(CHECK, this::giveUp)) {
                stdin.write((password.reveal() + "\n").getBytes(StandardCharsets.UTF_8));
                stdin.flush();
                said = nextMarker();
                return said.equals(Sudo.READY) && !check.expired();
            }
        }
        return said.equals(Sudo.READY);
    }

    /** Called with all of standard error so far. sudo asks again after a wrong password; end of input is the answer. */
    void hearComplaint(String stderr) {
        if (passwordSent && stderr.contains("try again")) {
            giveUp();
        }
    }

    private void giveUp() {
        try {
            stdin.close();
        } catch (IOException gone) {
            // Then sudo has noticed already.
            return;
        }
    }

    /** The next line that ends in a marker, without what a start-up file left in front of it; empty at the end of output. */
    private String nextMarker() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int seen = 0;
        for (int next = stdout.read(); next >= 0; next = stdout.read()) {
            seen++;
            if (seen > noiseLimit) {
                throw new Conversation.TooMuchOutputException();
            }
            if (next != '\n') {
                line.write(next);
                continue;
            }
            String text = line.toString(StandardCharsets.ISO_8859_1);
            if (text.endsWith(Sudo.READY)) {
                return Sudo.READY;
            }
            if (text.endsWith(Sudo.PASSWORD)) {
                return Sudo.PASSWORD;
            }
            line.reset();
        }
        return "";
    }
}

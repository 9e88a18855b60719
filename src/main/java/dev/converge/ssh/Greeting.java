package dev.converge.ssh;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What a host says before the key exchange: some lines of its own, then one that begins with "SSH-" (RFC 4253, 4.2). Remembered for the
 * message, and limited, because sshj reads on for ever.
 */
final class Greeting {

    private static final int LONGEST = 16 * 1024;

    /** sshj looks through a line anew with each byte. */
    private static final int LONGEST_LINE = 1024;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int lineStart;
    private boolean complete;

    /** @throws IOException when this cannot be a greeting any more */
    synchronized void take(byte[] data, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length && !complete; i++) {
            bytes.write(data[i]);
            if (data[i] == '\n') {
                complete = text().startsWith("SSH-", lineStart);
                lineStart = bytes.size();
            }
        }
        if (!complete && (bytes.size() > LONGEST || bytes.size() - lineStart > LONGEST_LINE)) {
            throw new IOException("no SSH identification in the first " + bytes.size() + " bytes");
        }
    }

    /** Whether the identification has come. */
    synchronized boolean complete() {
        return complete;
    }

    /** Whether it is a refusal by sshd: too many connections that are not logged in yet, or a penalty. */
    synchronized boolean isFull() {
        return text().contains("MaxStartups") || text().startsWith("Not allowed at this time");
    }

    synchronized String text() {
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }
}

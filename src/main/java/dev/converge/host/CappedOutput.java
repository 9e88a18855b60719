package dev.converge.host;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps the first bytes of a stream and counts on: what a host writes has no end by itself. Safe for use by two threads. */
final class CappedOutput {

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final int limit;
    private boolean full;

    CappedOutput(int limit) {
        this.limit = limit;
    }

    synchronized void append(byte[] bytes, int length) {
        int room = Math.min(length, limit - kept.size());
        kept.write(bytes, 0, room);
        full |= room < length;
    }

    /** Whether more came than was kept. */
    synchronized boolean overflowed() {
        return full;
    }

    synchronized byte[] bytes() {
        return kept.toByteArray();
    }

    /** As UTF-8, with a replacement for what is none. */
    synchronized String text() {
        return kept.toString(StandardCharsets.UTF_8);
    }
}

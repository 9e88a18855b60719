package dev.converge.host;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Keeps the first bytes of a stream and counts on: what a host writes has no end by itself. Safe for use by two threads. */
final class CappedOutput {

    private static final int CHUNK = 64 * 1024;

    private final List<byte[]> chunks = new ArrayList<>();
    private final int limit;
    private int size;
    private boolean full;

    CappedOutput(int limit) {
        this.limit = limit;
    }

    synchronized void append(byte[] bytes, int length) {
        int room = Math.min(length, limit - size);
        for (int from = 0; from < room; ) {
            int at = size % CHUNK;
            if (at == 0) {
                chunks.add(new byte[CHUNK]);
            }
            int count = Math.min(room - from, CHUNK - at);
            System.arraycopy(bytes, from, chunks.getLast(), at, count);
            from += count;
            size += count;
        }
        full |= room < length;
    }

    /** Whether more came than was kept. */
    synchronized boolean overflowed() {
        return full;
    }

    synchronized byte[] bytes() {
        byte[] whole = new byte[size];
        int from = 0;
        for (byte[] chunk : chunks) {
            int count = Math.min(CHUNK, size - from);
            System.arraycopy(chunk, 0, whole, from, count);
            from += count;
        }
        return whole;
    }

    /** As UTF-8, with a replacement for what is none. */
    synchronized String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }
}

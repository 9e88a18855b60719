package dev.converge.ssh;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/** A socket that knows what it heard first and when it heard something last. */
final class WatchedSocket extends Socket {

    private final Greeting greeting = new Greeting();
    private volatile long lastHeard = System.nanoTime();

    Greeting greeting() {
        return greeting;
    }

    /** In nanoseconds. */
    long silence() {
        return System.nanoTime() - lastHeard;
    }

    /** Ends all that waits for this socket. Safe from any thread; never blocks. */
    void hangUp() {
        try {
            close();
        } catch (IOException closed) {
            return;
        }
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] data, int offset, int length) throws IOException {
                int count = super.read(data, offset, length);
                if (count > 0) {
                    lastHeard = System.nanoTime();
                    if (!greeting.complete()) {
                        greeting.take(data, offset, count);
                    }
                }
                return count;
            }
        };
    }
}

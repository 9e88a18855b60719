package dev.converge.ssh;

import dev.converge.host.Deadline;
import java.time.Duration;

/**
 * Hangs up on a host from which nothing has come for too long. While a command is quiet the host's sshd still answers keepalives, so this
 * tells a dead host or line from a slow command, which a blocked read cannot.
 */
final class StallWatch implements AutoCloseable {

    private final WatchedSocket socket;
    private final Duration limit;
    private Deadline next;
    private boolean closed;
    private volatile boolean stalled;

    StallWatch(WatchedSocket socket, Duration limit) {
        this.socket = socket;
        this.limit = limit;
        this.next = new Deadline(limit, this::look);
    }

    /** Whether it had to hang up. */
    boolean stalled() {
        return stalled;
    }

    private synchronized void look() {
        if (closed) {
            return;
        }
        Duration rest = limit.minusNanos(socket.silence());
        if (rest.isPositive()) {
            next = new Deadline(rest.plusMillis(1), this::look);
        } else {
            stalled = true;
            socket.hangUp();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        next.close();
    }
}

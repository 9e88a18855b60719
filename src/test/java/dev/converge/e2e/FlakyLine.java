package dev.converge.e2e;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The line to a lab host's sshd: a port of this machine that forwards every byte until a test disturbs it. Both ends see what they would
 * see of a bad network: a reset, or nothing at all.
 */
final class FlakyLine implements AutoCloseable {

    private static final int PIECE = 512;

    private final int hostPort;
    private final ServerSocket entrance;
    private final List<Socket> ends = new CopyOnWriteArrayList<>();
    private volatile boolean frozen;
    private volatile long bytesPerSecond = Long.MAX_VALUE;
    private volatile long lifetime = Long.MAX_VALUE;
    private volatile Runnable atLifetime = () -> {};
    private final AtomicInteger connections = new AtomicInteger();
    private final ByteArrayOutputStream passed = new ByteArrayOutputStream();

    private FlakyLine(int hostPort, ServerSocket entrance) {
        this.hostPort = hostPort;
        this.entrance = entrance;
    }

    static FlakyLine to(LabHost host) {
        try {
            FlakyLine line = new FlakyLine(host.port(), new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            daemon(line::serve);
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** How often somebody connected. */
    int connections() {
        return connections.get();
    }

    /** All bytes that passed until now, of both directions, a character each. */
    String passed() {
        return passed.toString(StandardCharsets.ISO_8859_1);
    }

    /** From now on not one byte passes, and nobody is told. New connections are accepted and hear nothing. */
    void freeze() {
        frozen = true;
    }

    void thaw() {
        frozen = false;
    }

    /** Both ends of every connection see a reset. New connections work. */
    void reset() {
        ends.forEach(FlakyLine::abort);
        ends.clear();
    }

    /** Lets this much pass in each direction. */
    FlakyLine slow(long bytesPerSecond) {
        this.bytesPerSecond = bytesPerSecond;
        return this;
    }

    /** Does something once, as soon as the host has sent this many bytes on any one connection. */
    void after(long bytes, Runnable disturbance) {
        atLifetime = disturbance;
        lifetime = bytes;
    }

    @Override
    public void close() {
        reset();
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve() throws IOException {
        while (!entrance.isClosed()) {
            Socket client = entrance.accept();
            connections.incrementAndGet();
            Socket host = new Socket();
            host.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), hostPort));
            ends.addAll(List.of(client, host));
            daemon(() -> forward(client, host, false));
            daemon(() -> forward(host, client, true));
        }
    }

    private void forward(Socket from, Socket to, boolean counted) throws IOException {
        try (from;
                to) {
            InputStream input = from.getInputStream();
            OutputStream output = to.getOutputStream();
            byte[] piece = new byte[PIECE];
            long sum = 0;
            for (int count = input.read(piece); count >= 0; count = input.read(piece)) {
                sum += count;
                passed.write(piece, 0, count);
                if (counted && sum > lifetime) {
                    lifetime = Long.MAX_VALUE;
                    atLifetime.run();
                }
                hold(count);
                output.write(piece, 0, count);
            }
        }
    }

    private void hold(int bytes) {
        try {
            Thread.sleep(bytesPerSecond == Long.MAX_VALUE ? 0 : bytes * 1000L / bytesPerSecond);
            while (frozen) {
                Thread.sleep(20);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void abort(Socket end) {
        try {
            end.setSoLinger(true, 0);
            end.close();
        } catch (IOException closed) {
            // Then it has nobody to tell.
            return;
        }
    }

    /** Work that ends with its sockets. */
    @FunctionalInterface
    private interface Carrying {
        void run() throws IOException;
    }

    private static void daemon(Carrying work) {
        Thread.ofPlatform().daemon().name("flaky-line").start(() -> {
            try {
                work.run();
            } catch (IOException broken) {
                // Its sockets are closed: that is how a line ends.
                return;
            }
        });
    }
}

package dev.converge.ssh;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server of a few bytes that does with each connection what the test says, until the client hangs up or the test ends. */
final class RawServer implements AutoCloseable {

    /** What happens to a connection; it is closed afterwards. */
    @FunctionalInterface
    interface Behaviour {
        void with(Socket connection) throws IOException, InterruptedException;
    }

    private final ServerSocket server;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    private RawServer(ServerSocket server) {
        this.server = server;
    }

    static RawServer that(Behaviour behaviour) throws IOException {
        RawServer raw = new RawServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        Thread.ofPlatform().daemon().start(() -> raw.serve(behaviour));
        return raw;
    }

    private void serve(Behaviour behaviour) {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                connections.incrementAndGet();
                open.add(connection);
                Thread.ofPlatform().daemon().start(() -> handle(connection, behaviour));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void handle(Socket connection, Behaviour behaviour) {
        try (connection) {
            behaviour.with(connection);
        } catch (IOException gone) {
            return;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    int port() {
        return server.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket connection : open) {
            connection.close();
        }
    }
}

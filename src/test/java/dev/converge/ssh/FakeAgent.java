package dev.converge.ssh;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands where an ssh agent listens, and answers what the test says; no bytes for hanging up. */
final class FakeAgent implements AutoCloseable {

    /** From a request to its answer, both without the length in front. */
    @FunctionalInterface
    interface Answers {
        byte[] to(byte[] request) throws IOException;
    }

    private final Path socket;
    private final ServerSocketChannel server;
    private final List<byte[]> requests = new CopyOnWriteArrayList<>();

    private FakeAgent(Path socket, ServerSocketChannel server) {
        this.socket = socket;
        this.server = server;
    }

    static FakeAgent answering(Path socket, Answers answers) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        FakeAgent agent = new FakeAgent(socket, server);
        Thread.ofPlatform().daemon().start(() -> agent.serve(answers));
        return agent;
    }

    Path socket() {
        return socket;
    }

    List<byte[]> requests() {
        return List.copyOf(requests);
    }

    private void serve(Answers answers) {
        while (server.isOpen()) {
            try (SocketChannel channel = server.accept()) {
                answer(channel, answers);
            } catch (IOException closed) {
                // The client has gone, or the test has ended and so does the loop.
            }
        }
    }

    private void answer(SocketChannel channel, Answers answers) throws IOException {
        DataInputStream in = new DataInputStream(Channels.newInputStream(channel));
        byte[] request = in.readNBytes(in.readInt());
        requests.add(request);
        byte[] answer = answers.to(request);
        if (answer.length > 0) {
            DataOutputStream out = new DataOutputStream(Channels.newOutputStream(channel));
            out.writeInt(answer.length);
            out.write(answer);
            out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

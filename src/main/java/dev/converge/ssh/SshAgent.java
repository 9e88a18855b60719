package dev.converge.ssh;

import dev.converge.host.Deadline;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.schmizz.sshj.common.Buffer;

/**
 * The user's ssh agent: lists its keys and lets it sign. Each request has its own connection, so any number of threads may ask. The agent
 * is never forwarded to a host. See <a href="https://datatracker.ietf.org/doc/html/draft-miller-ssh-agent">the agent protocol</a>.
 */
final class SshAgent {

    private static final byte REQUEST_IDENTITIES = 11;
    private static final byte IDENTITIES_ANSWER = 12;
    private static final byte SIGN_REQUEST = 13;
    private static final byte SIGN_RESPONSE = 14;
    private static final int RSA_SHA2_512 = 4;
    private static final int LONGEST_ANSWER = 256 * 1024;

    /** Listing is immediate. */
    private static final Duration LIST = Duration.ofSeconds(5);

    /** Someone may have to touch a token or confirm in a window. */
    private static final Duration SIGN = Duration.ofSeconds(60);

    private final Path socket;

    SshAgent(Path socket) {
        this.socket = socket;
    }

    /** Its keys in its own order. */
    List<LoginKey> keys() throws IOException {
        Buffer.PlainBuffer answer = ask(new byte[] {REQUEST_IDENTITIES}, IDENTITIES_ANSWER, LIST);
        List<LoginKey> keys = new ArrayList<>();
        long count = answer.readUInt32();
        for (long i = 0; i < count; i++) {
            byte[] blob = answer.readBytes();
            String comment = answer.readString();
            try {
                keys.add(new AgentKey(SshPublicKey.of(blob), comment));
            } catch (IllegalArgumentException notAKey) {
                throw new IOException("the agent lists a key that is none", notAKey);
            }
        }
        return keys;
    }

    private final class AgentKey implements LoginKey {

        private final SshPublicKey publicKey;
        private final String comment;

        AgentKey(SshPublicKey publicKey, String comment) {
            this.publicKey = publicKey;
            this.comment = comment;
        }

        @Override
        public String origin() {
            return "agent: " + comment;
        }

        @Override
        public SshPublicKey publicKey() {
            return publicKey;
        }

        @Override
        public byte[] sign(String algorithm, byte[] data) throws IOException {
            Buffer.PlainBuffer request = new Buffer.PlainBuffer()
                    .putByte(SIGN_REQUEST)
                    .putBytes(publicKey.blob())
                    .putBytes(data)
                    .putUInt32(algorithm.startsWith("rsa-sha2-512") ? RSA_SHA2_512 : 0);
            return ask(request.getCompactData(), SIGN_RESPONSE, SIGN).readBytes();
        }
    }

    private Buffer.PlainBuffer ask(byte[] request, byte expected, Duration time) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return ask(channel, request, expected, time);
        }
    }

    private static Buffer.PlainBuffer ask(SocketChannel channel, byte[] request, byte expected, Duration time)
            throws IOException {
        try (Deadline deadline = new Deadline(time, () -> closeQuietly(channel))) {
            try {
                return exchange(channel, request, expected);
            } catch (ClosedChannelException closed) {
                throw deadline.expired() ? new IOException("the agent does not answer", closed) : closed;
            }
        }
    }

    private static Buffer.PlainBuffer exchange(SocketChannel channel, byte[] request, byte expected)
            throws IOException {
        ByteBuffer out = ByteBuffer.allocate(4 + request.length)
                .putInt(request.length)
                .put(request)
                .flip();
        while (out.hasRemaining()) {
            channel.write(out);
        }
        int length = read(channel, 4).getInt();
        if (length < 1 || length > LONGEST_ANSWER) {
            throw new IOException("the agent's answer is " + length + " bytes long");
        }
        Buffer.PlainBuffer answer = new Buffer.PlainBuffer(read(channel, length).array());
        if (answer.readByte() != expected) {
            throw new IOException("the agent refuses");
        }
        return answer;
    }

    private static ByteBuffer read(SocketChannel channel, int length) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(length);
        while (in.hasRemaining()) {
            if (channel.read(in) < 0) {
                throw new IOException("the agent hangs up");
            }
        }
        return in.flip();
    }

    private static void closeQuietly(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException closed) {
            return;
        }
    }
}

package dev.converge.ssh;

import dev.converge.host.Connection;
import dev.converge.host.HostName;
import dev.converge.host.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelListener;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.shell.ProcessShellCommandFactory;

/** A server in this JVM. It lets one key in, runs command lines in a real shell, and counts what is opened. */
final class EmbeddedSshd implements AutoCloseable {

    /** Held here, because the JDK forgets the level of a logger that nobody holds. */
    private static final Logger LOG = Logger.getLogger("org.apache.sshd");

    private final SshServer server;
    private final SshPublicKey hostKey;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger channels = new AtomicInteger();
    private final List<SshPublicKey> offered = new CopyOnWriteArrayList<>();

    private EmbeddedSshd(SshServer server, SshPublicKey hostKey) {
        this.server = server;
        this.hostKey = hostKey;
    }

    /** @param settings what differs from the usual, before the start */
    static EmbeddedSshd start(KeyPair hostKey, SshPublicKey letIn, Consumer<SshServer> settings) throws IOException {
        LOG.setLevel(Level.OFF);
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        server.setPasswordAuthenticator(null);
        server.setKeyboardInteractiveAuthenticator(null);
        server.setCommandFactory(ProcessShellCommandFactory.INSTANCE);
        EmbeddedSshd embedded = new EmbeddedSshd(server, SshPublicKey.of(hostKey.getPublic()));
        server.setPublickeyAuthenticator((user, key, session) -> {
            embedded.offered.add(SshPublicKey.of(key));
            return SshPublicKey.of(key).equals(letIn);
        });
        embedded.count();
        settings.accept(server);
        server.start();
        return embedded;
    }

    static EmbeddedSshd start(SshPublicKey letIn) throws IOException {
        return start(ecdsa(), letIn, server -> {});
    }

    private void count() {
        server.addSessionListener(new SessionListener() {
            @Override
            public void sessionEstablished(Session session) {
                connections.incrementAndGet();
            }
        });
        server.addChannelListener(new ChannelListener() {
            @Override
            public void channelOpenSuccess(Channel channel) {
                channels.incrementAndGet();
            }
        });
    }

    int connections() {
        return connections.get();
    }

    int channels() {
        return channels.get();
    }

    /** The keys that clients have shown, each as often as it was shown or used. */
    List<SshPublicKey> offered() {
        return List.copyOf(offered);
    }

    int loginsTried() {
        return offered.size();
    }

    int port() {
        return server.getPort();
    }

    /** Its own line of known_hosts. */
    String knownHostsLine() {
        return "[127.0.0.1]:" + port() + " " + line(hostKey) + "\n";
    }

    SshPublicKey hostKey() {
        return hostKey;
    }

    void refuseCommands() {
        server.setCommandFactory(null);
    }

    /** Ends all connections in the middle of what they do. */
    void drop() throws IOException {
        server.stop(true);
    }

    Target target(Path knownHosts, Path privateKey) {
        return target(knownHosts, Optional.of(privateKey), Duration.ofSeconds(20));
    }

    Target target(Path knownHosts, Optional<Path> privateKey, Duration timeout) {
        return target(port(), knownHosts, privateKey, timeout);
    }

    static Target target(int port, Path knownHosts, Optional<Path> privateKey, Duration timeout) {
        return new Target(
                new HostName("tank1"),
                new Connection.Ssh("127.0.0.1", port, "deploy", privateKey, List.of(knownHosts)),
                false,
                timeout);
    }

    /** A known_hosts file that trusts this server. */
    Path trustedIn(Path folder) throws IOException {
        return Files.writeString(folder.resolve("known_hosts"), knownHostsLine());
    }

    static String line(SshPublicKey key) {
        return key.type() + " " + Base64.getEncoder().encodeToString(key.blob());
    }

    static KeyPair ecdsa() {
        return pair("EC", 256);
    }

    static KeyPair rsa() {
        return pair("RSA", 2048);
    }

    private static KeyPair pair(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}

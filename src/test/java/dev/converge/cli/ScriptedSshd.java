package dev.converge.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.PublickeyAuthenticator;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.session.ServerSession;

/** A server that lets everybody in and answers each command as the behaviour of the user who asks does. */
final class ScriptedSshd implements AutoCloseable {

    /** Held here, because the JDK forgets the level of a logger that nobody holds. */
    private static final Logger LOG = Logger.getLogger("org.apache.sshd");

    private static final KeyPair HOST_KEY = hostKey();

    /** What a user's commands come to: the exit status. It may throw or take for ever: the client must bear it. */
    @FunctionalInterface
    interface Behaviour {
        int serve(Exchange exchange) throws Exception;
    }

    /**
     * One command of one client, read to the end of its input.
     *
     * @param machine the machine that the user of this connection has, the same for all connections
     */
    record Exchange(
            String script, OutputStream out, OutputStream err, ChannelSession channel, Call call, FakeMachine machine) {

        FakeMachine.Kind kind() {
            return FakeMachine.kindOf(script);
        }

        boolean isProbe() {
            return kind() == FakeMachine.Kind.PROBE;
        }

        String nonce() {
            return FakeMachine.nonceOf(script);
        }

        /** Writes characters as bytes. */
        void say(String text) throws IOException {
            out.write(text.getBytes(ISO_8859_1));
            out.flush();
        }

        /** Answers as a sound host. */
        int honestly() throws IOException {
            say(machine.answer(script));
            return 0;
        }

        ServerSession session() {
            return channel.getServerSession();
        }
    }

    private final SshServer server = SshServer.setUpDefaultServer();
    private final Map<String, FakeMachine> machines = new ConcurrentHashMap<>();
    private final Map<String, PublickeyAuthenticator> logins = new ConcurrentHashMap<>();
    private final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();

    private ScriptedSshd() {}

    static ScriptedSshd start(Consumer<SshServer> settings) throws IOException {
        LOG.setLevel(Level.OFF);
        ScriptedSshd scripted = new ScriptedSshd();
        SshServer server = scripted.server;
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(KeyPairProvider.wrap(HOST_KEY));
        server.setPasswordAuthenticator(null);
        server.setKeyboardInteractiveAuthenticator(null);
        server.setPublickeyAuthenticator((user, key, session) ->
                scripted.logins.getOrDefault(user, (any, shown, at) -> true).authenticate(user, key, session));
        server.setCommandFactory((channel, line) -> scripted.new Call());
        settings.accept(server);
        server.start();
        return scripted;
    }

    /** Says how a user's login and commands are answered; honestly where nothing was said. */
    void behave(String user, PublickeyAuthenticator login, Behaviour behaviour) {
        logins.put(user, login);
        behaviours.put(user, behaviour);
    }

    /** Gives a user a machine that is not new. */
    void give(String user, FakeMachine machine) {
        machines.put(user, machine);
    }

    int port() {
        return server.getPort();
    }

    String knownHostsLine() {
        return "[127.0.0.1]:" + port() + " " + PublicKeyEntry.toString(HOST_KEY.getPublic()) + "\n";
    }

    private static KeyPair hostKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }

    /** A command that runs on a thread of its own until it ends or the client hangs up. */
    final class Call implements Command {

        private InputStream in = InputStream.nullInputStream();
        private OutputStream out = OutputStream.nullOutputStream();
        private OutputStream err = OutputStream.nullOutputStream();
        private ExitCallback exit = (status, message, immediately) -> {};
        private Thread thread = Thread.currentThread();

        @Override
        public void setInputStream(InputStream stream) {
            in = stream;
        }

        @Override
        public void setOutputStream(OutputStream stream) {
            out = stream;
        }

        @Override
        public void setErrorStream(OutputStream stream) {
            err = stream;
        }

        @Override
        public void setExitCallback(ExitCallback callback) {
            exit = callback;
        }

        @Override
        public void start(ChannelSession channel, Environment environment) {
            thread = Thread.ofPlatform().daemon().start(() -> serve(channel));
        }

        private void serve(ChannelSession channel) {
            String user = channel.getServerSession().getUsername();
            try {
                String script = new String(in.readAllBytes(), UTF_8);
                FakeMachine machine = machines.computeIfAbsent(user, first -> new FakeMachine());
                int status = behaviours
                        .getOrDefault(user, Exchange::honestly)
                        .serve(new Exchange(script, out, err, channel, this, machine));
                exit.onExit(status);
            } catch (Exception hungUp) {
                exit.onExit(255);
            }
        }

        /** Ends the command from within, as {@code exit} does. */
        void exit(int status) {
            exit.onExit(status);
        }

        @Override
        public void destroy(ChannelSession channel) {
            thread.interrupt();
        }
    }
}

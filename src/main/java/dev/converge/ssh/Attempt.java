package dev.converge.ssh;

import dev.converge.host.Deadline;
import dev.converge.host.HostFailureException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.SocketFactory;
import net.schmizz.keepalive.KeepAlive;
import net.schmizz.keepalive.KeepAliveRunner;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;

/**
 * One try to get a session: connect, greet, exchange keys, log in, all within one time limit. When it fails, nothing stays open.
 */
final class Attempt {

    private final Peer peer;
    private final Duration timeout;
    private final HostKeyCheck hostKey;
    private final Path knownHostsFile;

    /** @param knownHostsFile the file that a message tells the operator to complete */
    Attempt(Peer peer, Duration timeout, KnownHosts knownHosts, Path knownHostsFile) {
        this.peer = peer;
        this.timeout = timeout;
        this.hostKey = new HostKeyCheck(knownHosts, peer.knownHostsName());
        this.knownHostsFile = knownHostsFile;
    }

    /** A session. */
    record Session(SSHClient client, WatchedSocket socket) {}

    /** The host closed the connection before it knew who we are: with MaxStartups the next try may pass. */
    static final class DroppedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient HostFailureException failure;

        DroppedException(HostFailureException failure) {
            super(failure);
            this.failure = failure;
        }

        HostFailureException failure() {
            return failure;
        }
    }

    Session run(LoginKeys.Offer offer) throws HostFailureException, DroppedException, LockedLoginKey.WantedException {
        WatchedSocket socket = Route.open(peer, timeout);
        SSHClient client = clientOver(socket);
        try (Deadline deadline = new Deadline(timeout, socket::hangUp)) {
            boolean done = false;
            try {
                handshake(client, socket, deadline);
                login(client, offer, socket, deadline);
                done = true;
                return new Session(client, socket);
            } finally {
                if (!done) {
                    SshHost.hangUp(client, socket);
                }
            }
        }
    }

    private SSHClient clientOver(WatchedSocket socket) {
        SSHClient client = new SSHClient(Algorithms.shared());
        client.setSocketFactory(new OneSocket(socket));
        client.addHostKeyVerifier(hostKey);
        // The deadline is what ends a handshake; these only must not come before it.
        int patience = (int) Math.min(timeout.toMillis() * 2, Integer.MAX_VALUE);
        client.getTransport().setTimeoutMs(patience);
        client.getConnection().setTimeoutMs(patience);
        keepAlive(client.getConnection().getKeepAlive());
        return client;
    }

    /**
     * On a slow line an answer waits behind the data that comes before it. Only {@link StallWatch} decides that a host is gone, because it
     * counts every byte.
     */
    private void keepAlive(KeepAlive keepAlive) {
        keepAlive.setKeepAliveInterval(SshHost.keepAliveSeconds(timeout));
        if (keepAlive instanceof KeepAliveRunner counting) {
            counting.setMaxAliveCount(Integer.MAX_VALUE);
        }
    }

    private void handshake(SSHClient client, WatchedSocket socket, Deadline deadline)
            throws HostFailureException, DroppedException {
        try {
            connect(client);
        } catch (IOException failure) {
            Optional<HostKeyCheck.Seen> seen =
                    hostKey.seen().filter(key -> !(key.verdict() instanceof KnownHosts.Verdict.Trusted));
            if (seen.isPresent()) {
                throw HostKeyFailures.of(peer, seen.get(), knownHostsFile);
            }
            Greeting greeting = socket.greeting();
            if (deadline.expired()) {
                throw NetworkFailures.tooSlow(peer, timeout, greeting, failure);
            }
            if (isDrop(failure) && (greeting.text().isEmpty() || greeting.complete() || greeting.isFull())) {
                throw new DroppedException(NetworkFailures.dropped(peer, greeting, failure));
            }
            if (!greeting.complete() || greeting.text().startsWith("SSH-1")) {
                throw NetworkFailures.notSsh(peer, greeting, failure);
            }
            throw String.valueOf(failure.getMessage()).contains("Unable to reach a settlement")
                    ? NetworkFailures.nothingInCommon(peer, failure)
                    : NetworkFailures.brokenHandshake(peer, failure);
        }
    }

    /** A host that hangs up right behind its greeting may be gone before the first question to it, which sshj takes for a bug in its caller. */
    private void connect(SSHClient client) throws IOException {
        try {
            client.connect(peer.address(), peer.port());
        } catch (IllegalStateException gone) {
            throw (IOException) new SocketException("the host hung up behind its greeting").initCause(gone);
        }
    }

    private static boolean isDrop(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (cause instanceof SocketException
                    || message.contains("Server closed connection during identification")
                    || message.contains("encountered EOF")) {
                return true;
            }
        }
        return false;
    }

    private void login(SSHClient client, LoginKeys.Offer offer, WatchedSocket socket, Deadline deadline)
            throws HostFailureException, LockedLoginKey.WantedException {
        PublicKeyLogin method = new PublicKeyLogin(offer.keys());
        try {
            client.auth(peer.user(), method);
        } catch (UserAuthException | TransportException failure) {
            if (deadline.expired()) {
                throw NetworkFailures.tooSlow(peer, timeout, socket.greeting(), failure);
            }
            Optional<IOException> unsigned = method.refusal();
            if (unsigned.isPresent()) {
                if (unsigned.get() instanceof LockedLoginKey.WantedException locked) {
                    throw locked;
                }
                throw LoginFailures.unsigned(peer, unsigned.get());
            }
            throw refused(client, offer, failure);
        } catch (IllegalStateException gone) {
            throw LoginFailures.droppedDuringLogin(peer, offer, gone);
        }
    }

    private HostFailureException refused(SSHClient client, LoginKeys.Offer offer, IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).contains("Too many authentication failures")) {
                return LoginFailures.tooMany(peer, offer, failure);
            }
        }
        if (!client.getTransport().isRunning()) {
            return LoginFailures.droppedDuringLogin(peer, offer, failure);
        }
        return LoginFailures.refused(
                peer,
                offer,
                client.getUserAuth().getAllowedMethods(),
                client.getUserAuth().hadPartialSuccess(),
                failure);
    }

    /** Gives sshj the socket that is connected already. */
    private static final class OneSocket extends SocketFactory {

        private final Socket socket;

        OneSocket(Socket socket) {
            this.socket = socket;
        }

        @Override
        public Socket createSocket() {
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port) {
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
            return socket;
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            return socket;
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
            return socket;
        }
    }
}

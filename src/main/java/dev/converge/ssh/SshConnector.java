package dev.converge.ssh;

import dev.converge.host.Connection;
import dev.converge.host.Connector;
import dev.converge.host.Host;
import dev.converge.host.HostFailure;
import dev.converge.host.HostFailureException;
import dev.converge.host.Secret;
import dev.converge.host.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Opens sessions over SSH: strict known_hosts, keys from files or the agent, no passwords, nothing forwarded.
 *
 * <p>A host that closes the connection before login (MaxStartups) is tried three times with a growing pause. Everything else fails at once
 * and leaves nothing open. Keys, passphrases and known_hosts are read once for all hosts.
 */
public final class SshConnector implements Connector {

    private static final int TRIES = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    /** sshd drops connections at random when ten are not logged in yet (MaxStartups 10:30:100). */
    private static final int HANDSHAKES_AT_ONCE = 8;

    private final Environment environment;
    private final Optional<Secret> becomePassword;
    private final UnlockedKeys unlocked;
    private final LoginKeys loginKeys;
    private final Map<List<Path>, KnownHosts> knownHosts = new ConcurrentHashMap<>();
    private final Map<String, Semaphore> handshakes = new ConcurrentHashMap<>();

    /**
     * @param passphrases who is asked for the passphrase of an encrypted key
     * @param becomePassword what sudo is answered where it asks; sent to such hosts only, over standard input
     */
    public SshConnector(PassphraseSource passphrases, Optional<Secret> becomePassword) {
        this(passphrases, becomePassword, Environment.ofProcess());
    }

    SshConnector(PassphraseSource passphrases, Optional<Secret> becomePassword, Environment environment) {
        this.environment = environment;
        this.becomePassword = becomePassword;
        this.unlocked = new UnlockedKeys(passphrases);
        this.loginKeys = new LoginKeys(environment, unlocked);
    }

    /**
     * @param target one whose connection is {@link Connection.Ssh}
     * @throws HostFailureException as {@link Connector} says
     */
    @Override
    public Host connect(Target target) throws HostFailureException {
        if (!(target.connection() instanceof Connection.Ssh ssh)) {
            throw new IllegalArgumentException("not reached over SSH: " + target.name());
        }
        Peer peer = Peer.of(ssh);
        List<Path> files = ssh.knownHosts().isEmpty() ? environment.knownHosts() : ssh.knownHosts();
        Attempt attempt = new Attempt(peer, target.timeout(), known(files), files.getFirst());
        Semaphore turn = handshakes.computeIfAbsent(peer.addressAndPort(), all -> new Semaphore(HANDSHAKES_AT_ONCE));
        Attempt.Session session = open(attempt, peer, ssh.privateKey(), turn);
        return new SshHost(target, peer, session, becomePassword);
    }

    /** Again with the key unlocked, as often as a host wants one that is not. */
    private Attempt.Session open(Attempt attempt, Peer peer, Optional<Path> privateKey, Semaphore turn)
            throws HostFailureException {
        while (true) {
            LoginKeys.Offer offer = loginKeys.offerFor(privateKey);
            if (offer.keys().isEmpty()) {
                throw LoginFailures.noKeys(peer, offer);
            }
            try {
                return tryUntilHeard(attempt, offer, turn);
            } catch (LockedLoginKey.WantedException locked) {
                unlocked.unlock(locked.file());
            }
        }
    }

    private static Attempt.Session tryUntilHeard(Attempt attempt, LoginKeys.Offer offer, Semaphore turn)
            throws HostFailureException, LockedLoginKey.WantedException {
        long pause = FIRST_PAUSE.toMillis();
        for (int left = TRIES - 1; ; left--) {
            try {
                turn.acquire();
                try {
                    return attempt.run(offer);
                } finally {
                    turn.release();
                }
            } catch (Attempt.DroppedException dropped) {
                if (left == 0) {
                    throw dropped.failure();
                }
            } catch (InterruptedException interrupted) {
                throw stopped(interrupted);
            }
            pause(pause);
            pause *= 2;
        }
    }

    /** With jitter, so that hosts that were dropped together do not come back together. */
    private static void pause(long millis) throws HostFailureException {
        try {
            Thread.sleep(millis + ThreadLocalRandom.current().nextLong(millis));
        } catch (InterruptedException interrupted) {
            throw stopped(interrupted);
        }
    }

    private static HostFailureException stopped(InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return new HostFailureException(
                HostFailure.unreachable("Interrupted", "The run was stopped before the connection stood.", ""),
                interrupted);
    }

    private KnownHosts known(List<Path> files) throws HostFailureException {
        KnownHosts known = knownHosts.get(files);
        if (known == null) {
            try {
                known = KnownHosts.read(files);
            } catch (IOException unreadable) {
                throw HostKeyFailures.unreadable(unreadable);
            }
            knownHosts.put(files, known);
        }
        return known;
    }
}

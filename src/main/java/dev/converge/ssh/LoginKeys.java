package dev.converge.ssh;

import dev.converge.host.HostFailureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which keys are offered to a host. The one that is named; or else those of the agent and then the default files. Few, because sshd hangs
 * up after six (MaxAuthTries).
 */
final class LoginKeys {

    private static final int MOST = 5;
    private static final List<String> DEFAULTS = List.of("id_ed25519", "id_ecdsa", "id_rsa");

    private final Environment environment;
    private final UnlockedKeys unlocked;

    LoginKeys(Environment environment, UnlockedKeys unlocked) {
        this.environment = environment;
        this.unlocked = unlocked;
    }

    /**
     * What to offer, in this order.
     *
     * @param notes what was not offered and why, for the message when the host takes none
     */
    record Offer(List<LoginKey> keys, List<String> notes) {
        Offer {
            keys = List.copyOf(keys);
            notes = List.copyOf(notes);
        }
    }

    Offer offerFor(Optional<Path> named) throws HostFailureException {
        List<String> notes = new ArrayList<>();
        List<LoginKey> agent = agentKeys(notes);
        return named.isPresent() ? theOne(named.get(), agent, notes) : theUsual(agent, notes);
    }

    private Offer theOne(Path path, List<LoginKey> agent, List<String> notes) throws HostFailureException {
        PrivateKeyFile file = PrivateKeyFile.read(path);
        if (!unlocked.ready(file)) {
            // The agent may hold it open.
            for (LoginKey key : agent) {
                if (file.publicKey().filter(key.publicKey()::equals).isPresent()) {
                    return new Offer(List.of(key), notes);
                }
            }
        }
        return new Offer(List.of(unlocked.unlock(file)), notes);
    }

    private Offer theUsual(List<LoginKey> agent, List<String> notes) {
        List<LoginKey> keys = new ArrayList<>(agent);
        for (String name : DEFAULTS) {
            Path path = environment.home().resolve(".ssh").resolve(name);
            if (Files.exists(path)) {
                defaultKey(path, notes)
                        .filter(key -> keys.stream()
                                .noneMatch(other -> other.publicKey().equals(key.publicKey())))
                        .ifPresent(keys::add);
            }
        }
        keys.stream()
                .skip(MOST)
                .forEach(key -> notes.add(key.origin() + ": not offered, a host hangs up after a few keys"));
        return new Offer(keys.stream().limit(MOST).toList(), notes);
    }

    private Optional<LoginKey> defaultKey(Path path, List<String> notes) {
        try {
            PrivateKeyFile file = PrivateKeyFile.read(path);
            if (unlocked.ready(file)) {
                return Optional.of(unlocked.unlock(file));
            }
            if (unlocked.refused(file) || file.publicKey().isEmpty()) {
                notes.add(path + ": encrypted");
                return Optional.empty();
            }
            return Optional.of(new LockedLoginKey(file, file.publicKey().get()));
        } catch (HostFailureException unusable) {
            notes.add(path + ": " + unusable.failure().summary());
            return Optional.empty();
        }
    }

    private List<LoginKey> agentKeys(List<String> notes) {
        if (environment.agentSocket().isEmpty()) {
            notes.add("no ssh agent (SSH_AUTH_SOCK is not set)");
            return List.of();
        }
        try {
            List<LoginKey> keys = new SshAgent(environment.agentSocket().get()).keys();
            if (keys.isEmpty()) {
                notes.add("the ssh agent holds no key");
            }
            return keys;
        } catch (IOException | UnsupportedOperationException unreachable) {
            notes.add("the ssh agent at " + environment.agentSocket().get() + " does not answer");
            return List.of();
        }
    }
}

package dev.converge.ssh;

import dev.converge.host.HostFailureException;
import dev.converge.host.Secret;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The private keys of this run, decrypted. Hosts that need the same key wait for the one answer; a wrong one is wrong for all of them. */
final class UnlockedKeys {

    /** What came of unlocking: the key, or why not. */
    private record Attempt(Optional<FileLoginKey> key, Optional<HostFailureException> refusal) {}

    private final PassphraseSource source;
    private final Map<Path, Attempt> attempts = new LinkedHashMap<>();

    UnlockedKeys(PassphraseSource source) {
        this.source = source;
    }

    /** @throws HostFailureException when nobody can be asked, or the answer is wrong; the same at every further call */
    synchronized FileLoginKey unlock(PrivateKeyFile file) throws HostFailureException {
        Attempt attempt = attempts.get(file.path());
        if (attempt == null) {
            attempt = attempt(file);
            attempts.put(file.path(), attempt);
        }
        if (attempt.refusal().isPresent()) {
            throw new HostFailureException(
                    attempt.refusal().get().failure(), attempt.refusal().get());
        }
        return attempt.key().orElseThrow();
    }

    /** Whether asking would bring nothing new. */
    synchronized boolean refused(PrivateKeyFile file) {
        Attempt attempt = attempts.get(file.path());
        return attempt != null && attempt.refusal().isPresent();
    }

    /** The key if it is not encrypted or has been unlocked before. */
    synchronized boolean ready(PrivateKeyFile file) {
        Attempt attempt = attempts.get(file.path());
        return !file.encrypted() || (attempt != null && attempt.key().isPresent());
    }

    private Attempt attempt(PrivateKeyFile file) {
        try {
            Optional<Secret> passphrase = Optional.empty();
            if (file.encrypted()) {
                passphrase = source.passphraseFor(file.path());
                if (passphrase.isEmpty()) {
                    throw KeyFailures.noPassphrase(file.path());
                }
            }
            return new Attempt(Optional.of(file.unlock(passphrase)), Optional.empty());
        } catch (HostFailureException refusal) {
            return new Attempt(Optional.empty(), Optional.of(refusal));
        }
    }
}

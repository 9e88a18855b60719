package dev.converge.ssh;

import dev.converge.host.Secret;
import java.nio.file.Path;
import java.util.Optional;

/** Whoever can be asked for the passphrase of an encrypted private key. Asked once for each key and run, by one thread at a time. */
@FunctionalInterface
public interface PassphraseSource {

    /** @return the passphrase; empty when nobody is there to be asked */
    Optional<Secret> passphraseFor(Path privateKey);
}

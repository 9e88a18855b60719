package dev.converge.ssh;

import java.io.IOException;

/**
 * An encrypted default key whose passphrase has not been asked for yet, because the host may take another key. A host that would take it
 * gets a new connection once it is unlocked: someone who types keeps no handshake waiting.
 */
record LockedLoginKey(PrivateKeyFile file, SshPublicKey publicKey) implements LoginKey {

    /** The host would take the key. */
    static final class WantedException extends IOException {
        private static final long serialVersionUID = 1L;
        private final transient PrivateKeyFile file;

        WantedException(PrivateKeyFile file) {
            super("locked: " + file.path());
            this.file = file;
        }

        PrivateKeyFile file() {
            return file;
        }
    }

    @Override
    public String origin() {
        return file.path() + " (encrypted)";
    }

    @Override
    public byte[] sign(String algorithm, byte[] data) throws IOException {
        throw new WantedException(file);
    }
}

package dev.converge.ssh;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import net.schmizz.sshj.common.Buffer;

/**
 * A public key in SSH's own encoding, which is what known_hosts, agents and fingerprints go by.
 *
 * @param type its first field, such as {@code ssh-ed25519}
 * @param blob the whole encoding
 */
record SshPublicKey(String type, byte[] blob) {

    /** @throws IllegalArgumentException when the bytes do not begin with the name of a key type */
    static SshPublicKey of(byte[] blob) {
        if (blob.length < 4) {
            throw new IllegalArgumentException("not a public key");
        }
        int length = ByteBuffer.wrap(blob).getInt();
        if (length < 1 || length > 64 || length > blob.length - 4) {
            throw new IllegalArgumentException("not a public key");
        }
        return new SshPublicKey(new String(blob, 4, length, StandardCharsets.US_ASCII), blob);
    }

    static SshPublicKey of(PublicKey key) {
        return of(new Buffer.PlainBuffer().putPublicKey(key).getCompactData());
    }

    /** As {@code ssh-keygen -l} shows it: SHA256 and unpadded base64. */
    String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(blob);
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** The short name that ssh-keygen and ssh-keyscan take after {@code -t}. */
    String shortType() {
        if (type.startsWith("ecdsa-")) {
            return "ecdsa";
        }
        return type.startsWith("ssh-") ? type.substring("ssh-".length()) : type;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SshPublicKey that && Arrays.equals(blob, that.blob);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(blob);
    }

    @Override
    public String toString() {
        return type + " " + fingerprint();
    }
}

package dev.converge.ssh;

import java.io.IOException;

/** A key that can be offered to a host as a proof of who logs in. */
interface LoginKey {

    /** Where it is from, for messages: a file, or the agent and the key's comment. */
    String origin();

    SshPublicKey publicKey();

    /**
     * @param algorithm what {@link #algorithmOf} says for this key
     * @return the signature in SSH's encoding: algorithm and bytes
     * @throws IOException when the key's holder refuses
     */
    byte[] sign(String algorithm, byte[] data) throws IOException;

    /** The signature algorithm to use with a type of key: never SHA-1, which is what RSA's own name stands for. */
    static String algorithmOf(String keyType) {
        return switch (keyType) {
            case "ssh-rsa" -> "rsa-sha2-512";
            case "ssh-rsa-cert-v01@openssh.com" -> "rsa-sha2-512-cert-v01@openssh.com";
            default -> keyType;
        };
    }
}

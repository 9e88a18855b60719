package dev.converge.ssh;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Loads and initialises the SSH library and the JDK's algorithms that most sessions agree on. That takes as long as reading the playbooks, and
 * a second processor can do it meanwhile. Talks to nobody.
 */
public final class SshWarmUp {

    private SshWarmUp() {}

    /** Warms up on a thread of its own, which nobody waits for; a failure shows when a connection is made. */
    public static void begin() {
        Thread.ofPlatform().daemon().name("ssh-warm-up").start(() -> {
            try {
                run();
            } catch (GeneralSecurityException incomplete) {
                return;
            }
        });
    }

    /** @throws GeneralSecurityException when the JDK lacks one of the algorithms */
    static void run() throws GeneralSecurityException {
        Algorithms.prepare();
        agreeAndEncrypt();
        sign();
    }

    private static void agreeAndEncrypt() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("X25519");
        KeyPair ours = generator.generateKeyPair();
        KeyAgreement agreement = KeyAgreement.getInstance("X25519");
        agreement.init(ours.getPrivate());
        agreement.doPhase(received("X25519", generator.generateKeyPair().getPublic()), true);
        byte[] secret = agreement.generateSecret();
        byte[] nonce = new byte[12];
        new SecureRandom().nextBytes(nonce);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(secret, "AES"), new GCMParameterSpec(128, nonce));
        byte[] sealed = cipher.doFinal(secret);
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(secret, "AES"), new GCMParameterSpec(128, nonce));
        cipher.doFinal(sealed);
    }

    private static PublicKey received(String algorithm, PublicKey key) throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(key.getEncoded()));
    }

    private static void sign() throws GeneralSecurityException {
        KeyPair key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(key.getPrivate());
        byte[] signed = signature.sign();
        signature.initVerify(received("Ed25519", key.getPublic()));
        if (!signature.verify(signed)) {
            throw new GeneralSecurityException("a fresh Ed25519 signature does not verify");
        }
    }
}

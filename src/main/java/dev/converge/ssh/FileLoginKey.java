package dev.converge.ssh;

import com.hierynomus.sshj.key.KeyAlgorithm;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.SSHRuntimeException;
import net.schmizz.sshj.signature.Signature;

/** A private key from a file, decrypted. */
record FileLoginKey(Path file, SshPublicKey publicKey, KeyPair pair) implements LoginKey {

    @Override
    public String origin() {
        return file.toString();
    }

    @Override
    public byte[] sign(String algorithm, byte[] data) throws IOException {
        KeyAlgorithm signer = Factory.Named.Util.create(Algorithms.shared().getKeyAlgorithms(), algorithm);
        if (signer == null) {
            throw new IOException("keys of type " + publicKey.type() + " are not supported");
        }
        try {
            Signature signature = signer.newSignature();
            signature.initSign(pair.getPrivate());
            signature.update(data);
            byte[] encoded = signature.encode(signature.sign());
            return new Buffer.PlainBuffer()
                    .putString(signature.getSignatureName())
                    .putBytes(encoded)
                    .getCompactData();
        } catch (SSHRuntimeException unusable) {
            throw new IOException("cannot sign with " + file, unusable);
        }
    }

    /** Never the key itself. */
    @Override
    public String toString() {
        return file.toString();
    }
}

package dev.converge.ssh;

import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyFactorySpi;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.KeySpec;

/** sshj asks for key factories named "ECDSA", which is BouncyCastle's name for what the JDK calls "EC". */
final class EcdsaKeys extends Provider {

    private static final long serialVersionUID = 1L;
    private static final String NAME = "converge-ecdsa";

    private EcdsaKeys() {
        super(NAME, "1", "ECDSA keys of the JDK under the name that sshj uses");
        put("KeyFactory.ECDSA", Factory.class.getName());
    }

    static void register() {
        if (Security.getProvider(NAME) == null) {
            Security.addProvider(new EcdsaKeys());
        }
    }

    /** Public because the JDK makes the instances. */
    public static final class Factory extends KeyFactorySpi {

        private final KeyFactory jdk;

        public Factory() throws NoSuchAlgorithmException {
            jdk = KeyFactory.getInstance("EC");
        }

        @Override
        protected PublicKey engineGeneratePublic(KeySpec spec) throws InvalidKeySpecException {
            return jdk.generatePublic(spec);
        }

        @Override
        protected PrivateKey engineGeneratePrivate(KeySpec spec) throws InvalidKeySpecException {
            return jdk.generatePrivate(spec);
        }

        @Override
        protected <T extends KeySpec> T engineGetKeySpec(Key key, Class<T> spec) throws InvalidKeySpecException {
            return jdk.getKeySpec(key, spec);
        }

        @Override
        protected Key engineTranslateKey(Key key) throws InvalidKeyException {
            return jdk.translateKey(key);
        }
    }
}

package dev.converge.ssh;

import com.hierynomus.sshj.key.KeyAlgorithm;
import com.hierynomus.sshj.key.KeyAlgorithms;
import com.hierynomus.sshj.transport.cipher.BlockCiphers;
import com.hierynomus.sshj.transport.cipher.GcmCiphers;
import com.hierynomus.sshj.transport.kex.DHGroups;
import com.hierynomus.sshj.transport.kex.ExtInfoClientFactory;
import com.hierynomus.sshj.transport.mac.Macs;
import java.util.List;
import net.schmizz.keepalive.KeepAliveProvider;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.ConfigImpl;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.common.SecurityUtils;
import net.schmizz.sshj.signature.SignatureRSA;
import net.schmizz.sshj.transport.compression.NoneCompression;
import net.schmizz.sshj.transport.kex.Curve25519SHA256;
import net.schmizz.sshj.transport.kex.ECDHNistP;
import net.schmizz.sshj.transport.random.JCERandom;
import net.schmizz.sshj.transport.random.SingletonRandomFactory;

/**
 * What converge offers to a host: only algorithms without a known weakness, and none that need BouncyCastle, which costs twice the start
 * and most of the throughput. sshj adds strict key exchange (the answer to Terrapin) by itself.
 */
final class Algorithms {

    private static final ConfigImpl SHARED = build();

    private Algorithms() {}

    /** To be called before sshj is used without the configuration: the JDK's own algorithms are chosen by the first use. */
    static void prepare() {
        // The static field above has done it.
    }

    /** Built once: all connections share it. */
    static Config shared() {
        return SHARED;
    }

    private static ConfigImpl build() {
        // Before any other class of sshj is touched: it chooses its provider once.
        SecurityUtils.setRegisterBouncyCastle(false);
        EcdsaKeys.register();
        ConfigImpl config = new ConfigImpl();
        config.setLoggerFactory(new Silence());
        config.setVersion("converge");
        config.setRandomFactory(new SingletonRandomFactory(new JCERandom.Factory()));
        config.setKeepAliveProvider(KeepAliveProvider.KEEP_ALIVE);
        config.setCompressionFactories(List.of(new NoneCompression.Factory()));
        config.setFileKeyProviderFactories(List.of());
        config.setKeyExchangeFactories(List.of(
                new Curve25519SHA256.Factory(),
                new Curve25519SHA256.FactoryLibSsh(),
                new ECDHNistP.Factory256(),
                DHGroups.Group16SHA512(),
                DHGroups.Group14SHA256(),
                new ExtInfoClientFactory()));
        config.setCipherFactories(List.of(
                GcmCiphers.AES256GCM(), GcmCiphers.AES128GCM(), BlockCiphers.AES256CTR(), BlockCiphers.AES128CTR()));
        config.setMACFactories(
                List.of(Macs.HMACSHA2256Etm(), Macs.HMACSHA2512Etm(), Macs.HMACSHA2256(), Macs.HMACSHA2512()));
        config.setKeyAlgorithms(hostKeys());
        return config;
    }

    /** Certificates last: a host is asked for one only when known_hosts names an authority for it, which moves them to the front. */
    private static List<Factory.Named<KeyAlgorithm>> hostKeys() {
        return List.of(
                KeyAlgorithms.EdDSA25519(),
                KeyAlgorithms.ECDSASHANistp256(),
                KeyAlgorithms.ECDSASHANistp384(),
                KeyAlgorithms.ECDSASHANistp521(),
                KeyAlgorithms.RSASHA512(),
                KeyAlgorithms.RSASHA256(),
                KeyAlgorithms.EdDSA25519CertV01(),
                KeyAlgorithms.ECDSASHANistp256CertV01(),
                KeyAlgorithms.ECDSASHANistp384CertV01(),
                KeyAlgorithms.ECDSASHANistp521CertV01(),
                // sshj has only the name that stands for SHA-1.
                new KeyAlgorithms.Factory(
                        "rsa-sha2-512-cert-v01@openssh.com", new SignatureRSA.FactoryRSASHA512(), KeyType.RSA_CERT),
                new KeyAlgorithms.Factory(
                        "rsa-sha2-256-cert-v01@openssh.com", new SignatureRSA.FactoryRSASHA256(), KeyType.RSA_CERT));
    }
}

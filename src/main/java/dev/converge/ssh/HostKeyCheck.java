package dev.converge.ssh;

import com.hierynomus.sshj.userauth.certificate.Certificate;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;

/** Holds the key of one host against known_hosts, once for each connection, and remembers what it saw for the message. */
final class HostKeyCheck implements HostKeyVerifier {

    /** In a certificate: it is a host's, not a user's. sshj does not look. */
    private static final long HOST_CERTIFICATE = 2;

    /** The key that the host has shown, and what known_hosts says of it. */
    record Seen(SshPublicKey key, KnownHosts.Verdict verdict) {}

    private final KnownHosts knownHosts;
    private final String host;
    private volatile Optional<Seen> seen = Optional.empty();

    /** @param host in the spelling of known_hosts */
    HostKeyCheck(KnownHosts knownHosts, String host) {
        this.knownHosts = knownHosts;
        this.host = host;
    }

    /** Empty until the host has proved that it holds a key. */
    Optional<Seen> seen() {
        return seen;
    }

    @Override
    public boolean verify(String hostname, int port, PublicKey key) {
        Optional<SshPublicKey> authority = Optional.empty();
        PublicKey shown = key;
        if (key instanceof Certificate<?> certificate) {
            shown = certificate.getKey();
            if (certificate.getType() == HOST_CERTIFICATE
                    && certificate.getCritOptions().isEmpty()) {
                authority = Optional.of(SshPublicKey.of(certificate.getSignatureKey()));
            }
        }
        SshPublicKey publicKey = SshPublicKey.of(shown);
        KnownHosts.Verdict verdict = knownHosts.judge(host, publicKey, authority);
        seen = Optional.of(new Seen(publicKey, verdict));
        return verdict instanceof KnownHosts.Verdict.Trusted;
    }

    @Override
    public List<String> findExistingAlgorithms(String hostname, int port) {
        return knownHosts.algorithmsFor(host);
    }
}

package dev.converge.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.converge.host.Host;
import dev.converge.host.HostFailure;
import dev.converge.host.HostFailureException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Optional;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may answer for a host. Certificates need OpenSSH and are in {@code e2e.SshIT}. */
final class HostKeyTest {

    @TempDir
    Path folder;

    private Path key;
    private EmbeddedSshd server;

    @BeforeEach
    void start() throws Exception {
        key = TestKeys.ecdsa(folder.resolve("key"));
        server = EmbeddedSshd.start(TestKeys.publicKey(key));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void aKnownKeyIsTrusted() throws Exception {
        Path knownHosts = server.trustedIn(folder);

        try (Host host = connect(knownHosts)) {
            assertThat(host.name().value()).isEqualTo("tank1");
        }
    }

    @Test
    void anUnknownKeyIsRefusedWithItsFingerprintAndTheCommandThatAcceptsIt() {
        Path knownHosts = folder.resolve("known hosts");

        HostFailure failure = failureOf(knownHosts);

        assertThat(failure)
                .isEqualTo(HostFailure.unreachable(
                        "The host key is unknown",
                        "127.0.0.1:" + server.port() + " shows the ecdsa key "
                                + server.hostKey().fingerprint() + ", which " + knownHosts
                                + " does not have for [127.0.0.1]:" + server.port()
                                + ". Compare it with what the host's own console prints:"
                                + " ssh-keygen -lf /etc/ssh/ssh_host_ecdsa_key.pub",
                        "If they are equal: ssh-keyscan -t ecdsa -p " + server.port() + " 127.0.0.1 >> '" + knownHosts
                                + "'"));
    }

    @Test
    void aChangedKeyIsRefusedLoudlyWithTheOldLine() throws Exception {
        SshPublicKey old = SshPublicKey.of(EmbeddedSshd.ecdsa().getPublic());
        Path knownHosts = Files.writeString(
                folder.resolve("known_hosts"),
                "# mine\n[127.0.0.1]:" + server.port() + " " + EmbeddedSshd.line(old) + "\n");

        HostFailure failure = failureOf(knownHosts);

        assertThat(failure.summary()).isEqualTo("THE HOST KEY HAS CHANGED");
        assertThat(failure.detail())
                .contains(server.hostKey().fingerprint())
                .contains(knownHosts + ":2 (ecdsa " + old.fingerprint() + ")")
                .contains("Nothing was sent.");
        assertThat(failure.remedy())
                .contains("ssh-keygen -R '[127.0.0.1]:" + server.port() + "' -f " + knownHosts + " && ssh-keyscan");
    }

    @Test
    void aKeyOfAnotherTypeThanTheKnownOneIsAChangeToo() throws Exception {
        SshPublicKey old = SshPublicKey.of(EmbeddedSshd.rsa().getPublic());
        Path knownHosts = Files.writeString(
                folder.resolve("known_hosts"), "[127.0.0.1]:" + server.port() + " " + EmbeddedSshd.line(old) + "\n");

        HostFailure failure = failureOf(knownHosts);

        assertThat(failure.summary()).isEqualTo("THE HOST KEY HAS CHANGED");
    }

    @Test
    void aRevokedKeyIsRefusedAlsoWhenItIsListed() throws Exception {
        Path knownHosts = Files.writeString(
                folder.resolve("known_hosts"),
                server.knownHostsLine() + "@revoked * " + EmbeddedSshd.line(server.hostKey()) + "\n");

        HostFailure failure = failureOf(knownHosts);

        assertThat(failure.summary()).isEqualTo("THE HOST KEY IS REVOKED");
        assertThat(failure.detail()).contains(knownHosts + ":2");
    }

    @Test
    void aLineForThePlainNameDoesNotSpeakOfAnotherPort() throws Exception {
        Path knownHosts = Files.writeString(
                folder.resolve("known_hosts"), "127.0.0.1 " + EmbeddedSshd.line(server.hostKey()) + "\n");

        HostFailure failure = failureOf(knownHosts);

        assertThat(failure.summary()).isEqualTo("The host key is unknown");
    }

    @Test
    void aHostThatIsKnownByItsRsaKeyIsAskedForThatOne() throws Exception {
        KeyPair rsa = EmbeddedSshd.rsa();
        KeyPair ecdsa = EmbeddedSshd.ecdsa();
        try (EmbeddedSshd both = EmbeddedSshd.start(
                ecdsa, TestKeys.publicKey(key), sshd -> sshd.setKeyPairProvider(KeyPairProvider.wrap(ecdsa, rsa)))) {
            Path knownHosts = Files.writeString(
                    folder.resolve("known_hosts"),
                    "[127.0.0.1]:" + both.port() + " " + EmbeddedSshd.line(SshPublicKey.of(rsa.getPublic())) + "\n");

            try (Host host = connector().connect(both.target(knownHosts, key))) {
                assertThat(host.name().value()).isEqualTo("tank1");
            }
        }
    }

    @Test
    void theHostSeesNoLoginBeforeItsKeyIsTrusted() throws Exception {
        Path knownHosts = folder.resolve("none");

        failureOf(knownHosts);

        assertThat(server.loginsTried()).isZero();
    }

    private Host connect(Path knownHosts) throws HostFailureException {
        return connector().connect(server.target(knownHosts, key));
    }

    private HostFailure failureOf(Path knownHosts) {
        return catchThrowableOfType(HostFailureException.class, () -> connect(knownHosts))
                .failure();
    }

    private SshConnector connector() {
        return new SshConnector(asked -> Optional.empty(), Optional.empty(), new Environment(folder, Optional.empty()));
    }
}

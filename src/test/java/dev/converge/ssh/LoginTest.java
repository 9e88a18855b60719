package dev.converge.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.converge.host.Host;
import dev.converge.host.HostFailure;
import dev.converge.host.HostFailureException;
import dev.converge.host.Secret;
import dev.converge.host.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import net.schmizz.sshj.common.Buffer;
import org.apache.sshd.core.CoreModuleProperties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which keys are offered, and what is said when none is taken. */
@Timeout(120)
final class LoginTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final PassphraseSource NOBODY = key -> Optional.empty();

    @TempDir
    Path folder;

    private Path ssh;

    @BeforeEach
    void makeHome() throws Exception {
        ssh = Files.createDirectory(folder.resolve(".ssh"));
    }

    @Test
    void theNamedKeyIsTheOnlyOneOffered() throws Exception {
        Path named = TestKeys.ecdsa(folder.resolve("named"));
        TestKeys.ecdsa(ssh.resolve("id_ecdsa"));
        try (EmbeddedSshd server = EmbeddedSshd.start(TestKeys.publicKey(named));
                Host host = connector(NOBODY).connect(target(server, Optional.of(named)))) {

            assertThat(host.name().value()).isEqualTo("tank1");
            assertThat(server.offered()).containsOnly(TestKeys.publicKey(named));
        }
    }

    @Test
    void withoutANamedKeyTheDefaultFilesAreOffered() throws Exception {
        TestKeys.generate(ssh.resolve("id_rsa"), "-t", "rsa", "-b", "2048");
        Path right = TestKeys.ecdsa(ssh.resolve("id_ecdsa"));
        try (EmbeddedSshd server = EmbeddedSshd.start(TestKeys.publicKey(right));
                Host host = connector(NOBODY).connect(target(server, Optional.empty()))) {

            assertThat(host.name().value()).isEqualTo("tank1");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void anRsaKeyLogsIn() throws Exception {
        Path rsa = TestKeys.generate(folder.resolve("rsa"), "-t", "rsa", "-b", "2048", "-m", "PEM");
        SshPublicKey publicKey =
                PrivateKeyFile.read(rsa).unlock(Optional.empty()).publicKey();
        try (EmbeddedSshd server = EmbeddedSshd.start(publicKey);
                Host host = connector(NOBODY).connect(target(server, Optional.of(rsa)))) {

            assertThat(host.name().value()).isEqualTo("tank1");
        }
    }

    @Test
    void aKeyThatTheHostDoesNotTakeIsNamedWithItsFingerprint() throws Exception {
        Path wrong = TestKeys.ecdsa(folder.resolve("wrong"));
        Path right = TestKeys.ecdsa(folder.resolve("right"));
        try (EmbeddedSshd server = EmbeddedSshd.start(TestKeys.publicKey(right))) {

            HostFailure failure = failureOf(connector(NOBODY), server, Optional.of(wrong));

            assertThat(failure)
                    .isEqualTo(
                            HostFailure.unreachable(
                                    "The host does not let the user in",
                                    "Login as deploy@127.0.0.1:" + server.port() + " was refused. Offered: " + wrong
                                            + " ("
                                            + TestKeys.fingerprint(wrong)
                                            + "). Not used: no ssh agent (SSH_AUTH_SOCK is not set).",
                                    "Put the public key into the authorized_keys of deploy, or name another key (--private-key)"
                                            + " or user (--user).\nIf it is there, the host's own log says why: journalctl -u ssh -n 20"
                                            + " (an account that is locked or expired, a shell that does not exist, /run/nologin)."));
            assertThat(ThreadsOfSessions.left(server.port())).isEmpty();
        }
    }

    @Test
    void withoutAnyKeyTheHostIsNotAsked() throws Exception {
        Path right = TestKeys.ecdsa(folder.resolve("right"));
        try (EmbeddedSshd server = EmbeddedSshd.start(TestKeys.publicKey(right))) {

            HostFailure failure = failureOf(connector(NOBODY), server, Optional.empty());

            assertThat(failure.summary()).isEqualTo("There is no key to log in with");
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void aKeyInTheAgentLogsIn() throws Exception {
        Path file = TestKeys.ecdsa(folder.resolve("key"));
        FileLoginKey key = PrivateKeyFile.read(file).unlock(Optional.empty());
        try (FakeAgent agent = FakeAgent.answering(folder.resolve("agent"), request -> agentWith(key, request));
                EmbeddedSshd server = EmbeddedSshd.start(key.publicKey());
                Host host = new SshConnector(
                                NOBODY, Optional.empty(), new Environment(folder, Optional.of(agent.socket())))
                        .connect(target(server, Optional.empty()))) {

            assertThat(host.name().value()).isEqualTo("tank1");
        }
    }

    @Test
    void aNamedEncryptedKeyThatTheAgentHoldsNeedsNoPassphrase() throws Exception {
        Path file = TestKeys.generate(folder.resolve("key"), "-t", "ecdsa", "-N", "correct-horse");
        FileLoginKey key = PrivateKeyFile.read(file).unlock(Optional.of(new Secret("correct-horse")));
        AtomicInteger asked = new AtomicInteger();
        try (FakeAgent agent = FakeAgent.answering(folder.resolve("agent"), request -> agentWith(key, request));
                EmbeddedSshd server = EmbeddedSshd.start(key.publicKey());
                Host host = new SshConnector(
                                path -> {
                                    asked.incrementAndGet();
                                    return Optional.empty();
                                },
                                Optional.empty(),
                                new Environment(folder, Optional.of(agent.socket())))
                        .connect(target(server, Optional.of(file)))) {

            assertThat(host.name().value()).isEqualTo("tank1");
            assertThat(asked).hasValue(0);
        }
    }

    @Test
    void anAgentThatDoesNotSignIsSaidSo() throws Exception {
        Path file = TestKeys.ecdsa(folder.resolve("key"));
        FileLoginKey key = PrivateKeyFile.read(file).unlock(Optional.empty());
        try (FakeAgent agent = FakeAgent.answering(
                        folder.resolve("agent"),
                        request -> request[0] == 13 ? new byte[] {5} : agentWith(key, request));
                EmbeddedSshd server = EmbeddedSshd.start(key.publicKey())) {
            SshConnector connector =
                    new SshConnector(NOBODY, Optional.empty(), new Environment(folder, Optional.of(agent.socket())));

            HostFailure failure = failureOf(connector, server, Optional.empty());

            assertThat(failure.summary()).isEqualTo("The key was not allowed to sign");
            assertThat(failure.detail()).endsWith("the agent refuses");
        }
    }

    @Test
    void noMoreThanFiveKeysOfAnAgentAreOffered() throws Exception {
        List<FileLoginKey> keys = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            keys.add(PrivateKeyFile.read(TestKeys.ecdsa(folder.resolve("key" + i)))
                    .unlock(Optional.empty()));
        }
        try (FakeAgent agent = FakeAgent.answering(folder.resolve("agent"), request -> listing(keys));
                EmbeddedSshd server = EmbeddedSshd.start(keys.getLast().publicKey())) {
            SshConnector connector =
                    new SshConnector(NOBODY, Optional.empty(), new Environment(folder, Optional.of(agent.socket())));

            HostFailure failure = failureOf(connector, server, Optional.empty());

            assertThat(failure.summary()).isEqualTo("The host does not let the user in");
            assertThat(failure.detail()).contains("agent: key7: not offered");
            assertThat(server.offered()).hasSize(5);
        }
    }

    @Test
    void aHostThatHangsUpAfterSomeKeysIsSaidSo() throws Exception {
        List<FileLoginKey> keys = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            keys.add(PrivateKeyFile.read(TestKeys.ecdsa(folder.resolve("key" + i)))
                    .unlock(Optional.empty()));
        }
        try (FakeAgent agent = FakeAgent.answering(folder.resolve("agent"), request -> listing(keys));
                EmbeddedSshd server = EmbeddedSshd.start(
                        EmbeddedSshd.ecdsa(),
                        keys.getLast().publicKey(),
                        sshd -> CoreModuleProperties.MAX_AUTH_REQUESTS.set(sshd, 2))) {
            SshConnector connector =
                    new SshConnector(NOBODY, Optional.empty(), new Environment(folder, Optional.of(agent.socket())));

            HostFailure failure = failureOf(connector, server, Optional.empty());

            assertThat(failure.summary()).isEqualTo("The host hangs up after too many keys");
            assertThat(failure.remedy()).startsWith("Name the right one");
        }
    }

    @Test
    void thePassphraseOfANamedKeyIsAskedOnceForManyHosts() throws Exception {
        Path file = TestKeys.generate(folder.resolve("key"), "-t", "ecdsa", "-N", "correct-horse");
        AtomicInteger asked = new AtomicInteger();
        SshConnector connector = connector(path -> {
            asked.incrementAndGet();
            return Optional.of(new Secret("correct-horse"));
        });
        try (EmbeddedSshd server = EmbeddedSshd.start(TestKeys.publicKey(file));
                ExecutorService threads = Executors.newFixedThreadPool(6)) {
            Path knownHosts = server.trustedIn(folder);
            Callable<String> connect = () -> {
                try (Host host = connector.connect(server.target(knownHosts, file))) {
                    return host.name().value();
                }
            };

            List<Future<String>> names =
                    threads.invokeAll(List.of(connect, connect, connect, connect, connect, connect));

            for (Future<String> name : names) {
                assertThat(name.get()).isEqualTo("tank1");
            }
            assertThat(asked).hasValue(1);
        }
    }

    @Test
    void aWrongPassphraseIsWrongForAllHostsAndIsNotAskedAgain() throws Exception {
        Path file = TestKeys.generate(folder.resolve("key"), "-t", "ecdsa", "-N", "correct-horse");
        AtomicInteger asked = new AtomicInteger();
        SshConnector connector = connector(path -> {
            asked.incrementAndGet();
            return Optional.of(new Secret("wrong"));
        });
        try (EmbeddedSshd server = EmbeddedSshd.start(TestKeys.publicKey(file))) {

            HostFailure first = failureOf(connector, server, Optional.of(file));
            HostFailure second = failureOf(connector, server, Optional.of(file));

            assertThat(first.summary()).isEqualTo("The passphrase does not open the private key");
            assertThat(second).isEqualTo(first);
            assertThat(asked).hasValue(1);
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void thePassphraseOfADefaultKeyIsAskedOnlyWhereTheHostTakesTheKey() throws Exception {
        Path encrypted = TestKeys.generate(ssh.resolve("id_ecdsa"), "-t", "ecdsa", "-N", "correct-horse");
        Path open = TestKeys.generate(ssh.resolve("id_rsa"), "-t", "rsa", "-b", "2048");
        AtomicInteger asked = new AtomicInteger();
        SshConnector connector = connector(path -> {
            asked.incrementAndGet();
            return Optional.of(new Secret("correct-horse"));
        });
        try (EmbeddedSshd takesOpen = EmbeddedSshd.start(TestKeys.publicKey(open));
                EmbeddedSshd takesEncrypted = EmbeddedSshd.start(TestKeys.publicKey(encrypted))) {

            connector.connect(target(takesOpen, Optional.empty())).close();
            int askedByFirst = asked.get();
            connector.connect(target(takesEncrypted, Optional.empty())).close();

            assertThat(askedByFirst).isZero();
            assertThat(asked).hasValue(1);
        }
    }

    @Test
    void anEncryptedKeyWithNobodyToAskIsAFailureWithTheWayOut() throws Exception {
        Path file = TestKeys.generate(folder.resolve("key"), "-t", "ecdsa", "-N", "correct-horse");
        try (EmbeddedSshd server = EmbeddedSshd.start(TestKeys.publicKey(file))) {

            HostFailure failure = failureOf(connector(NOBODY), server, Optional.of(file));

            assertThat(failure.summary()).isEqualTo("The private key is encrypted");
            assertThat(failure.remedy()).endsWith("ssh-add " + file);
        }
    }

    private SshConnector connector(PassphraseSource passphrases) {
        return new SshConnector(passphrases, Optional.empty(), new Environment(folder, Optional.empty()));
    }

    private Target target(EmbeddedSshd server, Optional<Path> key) throws IOException {
        Path knownHosts = Files.writeString(folder.resolve("known_hosts" + server.port()), server.knownHostsLine());
        return server.target(knownHosts, key, PATIENCE);
    }

    private HostFailure failureOf(SshConnector connector, EmbeddedSshd server, Optional<Path> key) throws IOException {
        Target target = target(server, key);
        return catchThrowableOfType(HostFailureException.class, () -> connector.connect(target))
                .failure();
    }

    /** What an agent that holds one key answers. */
    private static byte[] agentWith(FileLoginKey key, byte[] request) throws IOException {
        if (request[0] == 11) {
            return listing(List.of(key));
        }
        Buffer.PlainBuffer sign = new Buffer.PlainBuffer(request);
        sign.readByte();
        sign.readBytes();
        byte[] signature = key.sign(LoginKey.algorithmOf(key.publicKey().type()), sign.readBytes());
        return new Buffer.PlainBuffer().putByte((byte) 14).putBytes(signature).getCompactData();
    }

    private static byte[] listing(List<FileLoginKey> keys) {
        Buffer.PlainBuffer list = new Buffer.PlainBuffer().putByte((byte) 12).putUInt32(keys.size());
        for (FileLoginKey key : keys) {
            list.putBytes(key.publicKey().blob())
                    .putString(String.valueOf(key.file().getFileName()));
        }
        return list.getCompactData();
    }
}

package dev.converge.ssh;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.converge.host.HostFailure;
import dev.converge.host.HostFailureException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever answers at a port, an attempt to connect ends in its time, says what it met, and leaves nothing behind. */
@Timeout(60)
final class HostileServerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final byte[] IDENTIFICATION = "SSH-2.0-fake\r\n".getBytes(ISO_8859_1);

    @TempDir
    Path folder;

    private Path key;

    @BeforeEach
    void makeKey() {
        key = TestKeys.ecdsa(folder.resolve("key"));
    }

    @Test
    void nobodyListens() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        HostFailure failure = failureAt(port);

        assertThat(failure)
                .isEqualTo(HostFailure.unreachable(
                        "The host refuses the connection",
                        "Nothing listens at 127.0.0.1:" + port + ".",
                        "Is sshd running there, and on that port (ansible_port)?"));
    }

    @Test
    void silenceEndsInTime() throws Exception {
        HostFailure failure = failureOf(connection -> Thread.sleep(60_000));

        assertThat(failure.summary()).isEqualTo("The host does not finish the handshake");
        assertThat(failure.detail()).endsWith("accepts connections and says nothing. Waited for 2 s.");
    }

    @Test
    void aDripEndsInTime() throws Exception {
        HostFailure failure = failureOf(connection -> {
            while (true) {
                connection.getOutputStream().write('x');
                Thread.sleep(50);
            }
        });

        assertThat(failure.summary()).isEqualTo("The host does not finish the handshake");
        assertThat(failure.detail()).contains("does not say that it speaks SSH; it began: xxx");
    }

    @Test
    void silenceAfterTheIdentificationEndsInTime() throws Exception {
        HostFailure failure = failureOf(connection -> {
            connection.getOutputStream().write(IDENTIFICATION);
            Thread.sleep(60_000);
        });

        assertThat(failure.summary()).isEqualTo("The host does not finish the handshake");
    }

    @Test
    void anEndlessBannerIsNotReadToItsEnd() throws Exception {
        HostFailure failure = failureOf(connection -> {
            while (true) {
                connection.getOutputStream().write("welcome\n".repeat(1000).getBytes(ISO_8859_1));
            }
        });

        assertThat(failure.summary()).isEqualTo("The host does not speak SSH");
        assertThat(failure.detail().length()).isLessThan(400);
    }

    @Test
    void anEndlessLineIsNotReadToItsEnd() throws Exception {
        HostFailure failure = failureOf(connection -> {
            while (true) {
                connection.getOutputStream().write(new byte[8192]);
            }
        });

        assertThat(failure.summary()).isEqualTo("The host does not speak SSH");
    }

    @Test
    void anotherProtocolIsNamed() throws Exception {
        HostFailure failure = failureOf(connection ->
                connection.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(ISO_8859_1)));

        assertThat(failure.summary()).isEqualTo("The host does not speak SSH");
        assertThat(failure.detail()).contains("HTTP/1.1 400 Bad Request");
    }

    @Test
    void theOldProtocolIsRefused() throws Exception {
        HostFailure failure = failureOf(connection -> {
            connection.getOutputStream().write("SSH-1.5-old\r\n".getBytes(ISO_8859_1));
            Thread.sleep(60_000);
        });

        assertThat(failure.summary()).isEqualTo("The host does not speak SSH");
        assertThat(failure.detail()).contains("SSH-1.5-old");
    }

    @Test
    void garbageAfterTheIdentificationIsAFailure() throws Exception {
        HostFailure failure = failureOf(connection -> {
            connection.getOutputStream().write(IDENTIFICATION);
            connection.getOutputStream().write(new byte[] {0x7f, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15});
            Thread.sleep(60_000);
        });

        assertThat(failure.summary()).isEqualTo("The handshake with the host failed");
    }

    @Test
    void aConnectionDroppedBeforeLoginIsTriedThreeTimes() throws Exception {
        try (RawServer raw = RawServer.that(Socket::close)) {

            HostFailure failure = failureAt(raw.port());

            assertThat(failure.summary()).isEqualTo("The host drops connections before login");
            assertThat(raw.connections()).isEqualTo(3);
        }
    }

    @Test
    void aResetBeforeLoginIsTriedThreeTimes() throws Exception {
        try (RawServer raw = RawServer.that(connection -> {
            connection.getOutputStream().write(IDENTIFICATION);
            connection.getOutputStream().flush();
            connection.setSoLinger(true, 0);
            connection.close();
        })) {

            HostFailure failure = failureAt(raw.port());

            assertThat(failure.summary()).isEqualTo("The host drops connections before login");
            assertThat(raw.connections()).isEqualTo(3);
        }
    }

    @Test
    void whatAFullHostSaysIsPassedOn() throws Exception {
        HostFailure failure = failureOf(
                connection -> connection.getOutputStream().write("Exceeded MaxStartups\r\n".getBytes(ISO_8859_1)));

        assertThat(failure.summary()).isEqualTo("The host drops connections before login");
        assertThat(failure.detail()).contains("It said: Exceeded MaxStartups");
    }

    @Test
    void aHostWithNothingButWeakAlgorithmsIsRefused() throws Exception {
        try (EmbeddedSshd weak = EmbeddedSshd.start(
                EmbeddedSshd.rsa(),
                TestKeys.publicKey(key),
                sshd -> sshd.setCipherFactories(List.of(BuiltinCiphers.aes256cbc)))) {

            HostFailure failure = failureAt(weak.port());

            assertThat(failure.summary()).isEqualTo("The host offers only weak or unknown algorithms");
            assertThat(failure.detail()).contains("CipherAlgorithms");
        }
    }

    @Test
    void aNameThatDoesNotExistIsSaidToBeUnknown() {
        HostFailure failure = catchThrowableOfType(
                        HostFailureException.class,
                        () -> Route.open(new Peer("no-such-host.invalid", 22, "deploy"), PATIENCE))
                .failure();

        assertThat(failure.summary()).isEqualTo("The host's name is unknown");
    }

    private HostFailure failureOf(RawServer.Behaviour behaviour) throws Exception {
        try (RawServer raw = RawServer.that(behaviour)) {
            long start = System.nanoTime();
            HostFailure failure = failureAt(raw.port());
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE.multipliedBy(5));
            assertThat(ThreadsOfSessions.left(raw.port())).isEmpty();
            assertThat(failure.kind()).isEqualTo(HostFailure.Kind.UNREACHABLE);
            return failure;
        }
    }

    private HostFailure failureAt(int port) {
        SshConnector connector = new SshConnector(
                asked -> Optional.empty(), Optional.empty(), new Environment(folder, Optional.empty()));
        return catchThrowableOfType(
                        HostFailureException.class,
                        () -> connector.connect(
                                EmbeddedSshd.target(port, folder.resolve("known_hosts"), Optional.of(key), PATIENCE)))
                .failure();
    }
}

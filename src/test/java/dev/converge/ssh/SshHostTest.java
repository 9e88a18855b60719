package dev.converge.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.converge.host.Command;
import dev.converge.host.CommandResult;
import dev.converge.host.Host;
import dev.converge.host.HostFailure;
import dev.converge.host.HostFailureException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class SshHostTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int MEBIBYTE = 1024 * 1024;

    @TempDir
    Path folder;

    private EmbeddedSshd server;
    private Path key;

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
    void outputComplaintsAndStatusComeBackAsTheyAre() throws Exception {
        try (Host host = connect()) {

            CommandResult result = host.run(Command.script("\nprintf 'a\\0b\\377'; echo oops >&2; exit 3\n", LONG));

            assertThat(result.stdout()).containsExactly('a', 0, 'b', 0xff);
            assertThat(result.stderr()).isEqualTo("oops\n");
            assertThat(result.exitStatus()).isEqualTo(3);
        }
    }

    @Test
    void aHostIsOneConnectionAndACommandIsOneChannel() throws Exception {
        try (Host host = connect()) {

            host.run(Command.script("\n:\n", LONG));
            host.run(Command.script("\n:\n", LONG));

            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.channels()).isEqualTo(2);
        }
    }

    @Test
    void muchOnBothOutputsBlocksNeither() throws Exception {
        String script = "\nhead -c 4194304 /dev/zero >&2; head -c 4194304 /dev/zero; head -c 4194304 /dev/zero >&2\n";
        try (Host host = connect()) {

            CommandResult result = host.run(Command.script(script, LONG));

            assertThat(result.stdout()).hasSize(4 * MEBIBYTE);
            assertThat(result.stderr()).hasSize(64 * 1024);
        }
    }

    @Test
    void muchInputArrivesWhole() throws Exception {
        String input = "0123456789abcdef".repeat(5 * MEBIBYTE / 16);
        try (Host host = connect()) {

            CommandResult result = host.run(new Command(List.of("wc", "-c"), input, LONG, 100));

            assertThat(new String(result.stdout(), UTF_8).strip()).isEqualTo(String.valueOf(5 * MEBIBYTE));
        }
    }

    @Test
    void aCommandNeedNotReadItsInput() throws Exception {
        String input = "x".repeat(8 * MEBIBYTE);
        try (Host host = connect()) {

            // The embedded server passes on nothing while it waits for somebody to read the input, and forgets what it
            // has when
            // nobody does any more. So some of it is read, which takes the server several rounds.
            CommandResult result = host.run(
                    new Command(List.of("sh", "-c", "echo done; head -c 1048576 >/dev/null"), input, LONG, 100));

            assertThat(new String(result.stdout(), UTF_8)).isEqualTo("done\n");
            assertThat(host.run(Command.script("\nexit 5\n", LONG)).exitStatus())
                    .isEqualTo(5);
        }
    }

    @Test
    void moreOutputThanAllowedIsAFailure() throws Exception {
        try (Host host = connect()) {

            HostFailure failure = failureOf(host, new Command(List.of("yes"), "", LONG, 1000));

            assertThat(failure.summary()).isEqualTo("The answer is too long");
            assertThat(failure.detail()).contains("more than 1000 bytes");
        }
    }

    @Test
    void outputOfExactlyTheLimitIsAccepted() throws Exception {
        try (Host host = connect()) {

            CommandResult result = host.run(new Command(List.of("head", "-c", "1000", "/dev/zero"), "", LONG, 1000));

            assertThat(result.stdout()).hasSize(1000);
        }
    }

    @Test
    void aCommandThatDoesNotEndIsGivenUp() throws Exception {
        try (Host host = connect()) {

            HostFailure failure = failureOf(host, new Command(List.of("sleep", "100"), "", Duration.ofSeconds(1), 100));

            assertThat(failure.summary()).isEqualTo("The command took too long");
            assertThat(failure.kind()).isEqualTo(HostFailure.Kind.FAILED);
        }
    }

    @Test
    void aConnectionThatBreaksWhileACommandRunsIsAFailure() throws Exception {
        try (Host host = connect()) {
            Thread.ofPlatform().daemon().start(() -> {
                try {
                    Thread.sleep(500);
                    server.drop();
                } catch (Exception ended) {
                    throw new IllegalStateException(ended);
                }
            });

            HostFailure failure = failureOf(host, Command.script("\nsleep 100\n", LONG));

            assertThat(failure.summary()).isEqualTo("Connection lost");
            assertThat(failure.kind()).isEqualTo(HostFailure.Kind.UNREACHABLE);
        }
    }

    @Test
    void aHostWithoutCommandsIsAFailure() throws Exception {
        server.refuseCommands();
        try (Host host = connect()) {

            HostFailure failure = failureOf(host, Command.script("\n:\n", LONG));

            assertThat(failure.kind()).isEqualTo(HostFailure.Kind.FAILED);
        }
    }

    @Test
    void aRunningCommandDoesNotHoldTheGoodbye() throws Exception {
        Host host = connect();
        Thread running = Thread.ofPlatform().daemon().start(() -> {
            HostFailure failure = failureOf(host, Command.script("\nsleep 100\n", LONG));
            assertThat(failure.summary()).isEqualTo("Connection lost");
        });
        Thread.sleep(500);

        long start = System.nanoTime();
        host.close();
        long took = System.nanoTime() - start;

        assertThat(Duration.ofNanos(took)).isLessThan(Duration.ofSeconds(1));
        assertThat(running.join(Duration.ofSeconds(5))).isTrue();
    }

    @Test
    void nothingIsLeftRunningAfterTheGoodbye() throws Exception {
        for (int i = 0; i < 5; i++) {
            try (Host host = connect()) {
                host.run(Command.script("\n:\n", LONG));
            }
        }

        assertThat(ThreadsOfSessions.left(server.port())).isEmpty();
    }

    private Host connect() throws Exception {
        return new SshConnector(asked -> Optional.empty(), Optional.empty(), new Environment(folder, Optional.empty()))
                .connect(server.target(server.trustedIn(folder), key));
    }

    private static HostFailure failureOf(Host host, Command command) {
        return catchThrowableOfType(HostFailureException.class, () -> host.run(command))
                .failure();
    }
}

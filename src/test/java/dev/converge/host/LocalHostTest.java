package dev.converge.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LocalHostTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final LocalHost host =
            LocalHost.of(new Target(HostName.ROOT, new Connection.Root(Path.of("/")), true, Duration.ofSeconds(5)));

    @Test
    void aCommandGivesItsStatusAndBothOutputs() throws Exception {
        CommandResult result = host.run(Command.script("echo out; echo err >&2; exit 3", LONG));

        assertThat(result.exitStatus()).isEqualTo(3);
        assertThat(result.stdout()).isEqualTo("out\n".getBytes(StandardCharsets.UTF_8));
        assertThat(result.stderr()).isEqualTo("err\n");
    }

    @Test
    void bytesThatAreNoTextArriveAsTheyAre() throws Exception {
        CommandResult result = host.run(Command.script("printf '\\000\\377\\012'", LONG));

        assertThat(result.stdout()).containsExactly(0, 0xFF, 10);
    }

    @Test
    void aSignalGivesTheStatusAShellWouldGive() throws Exception {
        CommandResult result = host.run(Command.script("kill -TERM $$", LONG));

        assertThat(result.exitStatus()).isEqualTo(128 + 15);
    }

    @Test
    void bothPipesAreDrainedWhileTheInputIsFed() throws Exception {
        String input = "x".repeat(1_000_000);

        CommandResult result = host.run(new Command(List.of("sh", "-c", "tee /dev/stderr"), input, LONG, 2_000_000));

        assertThat(new String(result.stdout(), StandardCharsets.UTF_8)).isEqualTo(input);
        assertThat(result.stderr()).hasSize(64 * 1024);
    }

    @Test
    void aCommandNeedNotReadItsInput() throws Exception {
        CommandResult result = host.run(new Command(List.of("sh", "-c", "exit 4"), "x".repeat(1_000_000), LONG, 10));

        assertThat(result.exitStatus()).isEqualTo(4);
    }

    @Test
    void outputPastTheLimitIsAFailureAndEndsTheCommand() {
        Command endless = new Command(List.of("sh", "-c", "while :; do echo more; done"), "", LONG, 1000);

        HostFailureException failed = catchThrowableOfType(HostFailureException.class, () -> host.run(endless));

        assertThat(failed.failure())
                .isEqualTo(HostFailure.failed(
                        "The answer is too long",
                        "The command wrote more than 1000 bytes on this machine, and was killed.",
                        ""));
    }

    @Test
    void aCommandPastItsTimeIsKilledWithAllThatItStarted() throws Exception {
        Command endless = Command.script("sleep 98765 & sleep 98765", Duration.ofMillis(500));

        HostFailureException failed = catchThrowableOfType(HostFailureException.class, () -> host.run(endless));

        assertThat(failed.failure().summary()).isEqualTo("The command took too long");
        assertThat(ProcessHandle.current()
                        .descendants()
                        .filter(ProcessHandle::isAlive)
                        .map(process -> process.info().arguments().orElse(new String[0]))
                        .filter(arguments -> List.of(arguments).contains("98765")))
                .isEmpty();
    }

    @Test
    void aProgramThatIsNotThereIsNamed() {
        Command missing = new Command(List.of("converge-no-such-program"), "", LONG, 10);

        HostFailureException failed = catchThrowableOfType(HostFailureException.class, () -> host.run(missing));

        assertThat(failed.failure().summary()).isEqualTo("A program could not be started");
        assertThat(failed.failure().detail()).contains("converge-no-such-program");
    }
}

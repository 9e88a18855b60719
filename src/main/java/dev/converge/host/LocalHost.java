package dev.converge.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The machine converge runs on: for {@link Connection.Local}, and for {@link Connection.Root}, whose directory tree is worked on with the
 * same scripts by whoever runs converge. Commands become root through {@code sudo -n} when they should and are not root already.
 *
 * <p>A command that passes its time or its output limit is killed with all that it started; what it did until then stays.
 */
public final class LocalHost implements Host {

    private static final int STDERR_LIMIT = 64 * 1024;
    private static final int BUFFER = 16 * 1024;
    private static final int SECONDS_FOR_THE_REST = 2;
    private static final List<String> SUDO = List.of("sudo", "-n", "--");

    private final HostName name;
    private final boolean throughSudo;

    private LocalHost(HostName name, boolean throughSudo) {
        this.name = name;
        this.throughSudo = throughSudo;
    }

    public static LocalHost of(Target target) {
        boolean become = target.become() && target.connection() instanceof Connection.Local && !isRoot();
        return new LocalHost(target.name(), become);
    }

    private static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException unknown) {
            return false;
        }
    }

    @Override
    public HostName name() {
        return name;
    }

    @Override
    public CommandResult run(Command command) throws HostFailureException {
        List<String> argv = new ArrayList<>(throughSudo ? SUDO : List.of());
        argv.addAll(command.argv());
        Process process = start(argv);
        CompletableFuture<byte[]> stdout =
                inBackground(() -> read(process.getInputStream(), command.maxOutput(), true));
        CompletableFuture<byte[]> stderr = inBackground(() -> read(process.getErrorStream(), STDERR_LIMIT, false));
        CompletableFuture<byte[]> stdin = inBackground(() -> write(process.getOutputStream(), command.stdin()));
        try {
            byte[] output = stdout.get(command.timeout().toMillis(), TimeUnit.MILLISECONDS);
            if (output.length > command.maxOutput()) {
                throw new HostFailureException(HostFailure.failed(
                        "The host said too much",
                        "'" + String.join(" ", command.argv()) + "' wrote more than " + command.maxOutput() + " bytes.",
                        ""));
            }
            if (!process.waitFor(command.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new TimeoutException();
            }
            String complaints = new String(stderr.get(SECONDS_FOR_THE_REST, TimeUnit.SECONDS), StandardCharsets.UTF_8);
            if (throughSudo && process.exitValue() != 0 && complaints.startsWith("sudo: ")) {
                throw refusedBySudo(complaints);
            }
            return new CommandResult(process.exitValue(), output, complaints);
        } catch (TimeoutException tooLong) {
            throw new HostFailureException(
                    HostFailure.failed(
                            "The host took too long",
                            "'" + String.join(" ", command.argv()) + "' was not done after "
                                    + command.timeout().toSeconds() + " seconds and was killed.",
                            ""),
                    tooLong);
        } catch (ExecutionException broken) {
            throw new HostFailureException(
                    HostFailure.failed(
                            "The output of a command could not be read", String.valueOf(broken.getCause()), ""),
                    broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new HostFailureException(
                    HostFailure.failed("Interrupted", "converge was told to stop while the host was at work.", ""),
                    stopped);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            stdin.cancel(true);
        }
    }

    @Override
    public void close() {
        // Every command has ended by itself or was killed: nothing is open.
    }

    private static Process start(List<String> argv) throws HostFailureException {
        try {
            return new ProcessBuilder(argv).start();
        } catch (IOException missing) {
            throw new HostFailureException(
                    HostFailure.failed(
                            "A program could not be started",
                            "'" + argv.getFirst() + "' on this machine: " + missing.getMessage(),
                            argv.getFirst().equals("sudo") ? "Install sudo, or run converge as root." : ""),
                    missing);
        }
    }

    private static HostFailureException refusedBySudo(String complaints) {
        return new HostFailureException(HostFailure.failed(
                "sudo refused",
                complaints.strip().lines().findFirst().orElse(""),
                "Run converge as root, or allow this user sudo without a password."));
    }

    /** Reading what is expected of a stream. */
    @FunctionalInterface
    private interface Transfer {
        byte[] run() throws IOException;
    }

    /** Both pipes must be drained and the input fed at the same time, or the command and we wait for one another. */
    private static CompletableFuture<byte[]> inBackground(Transfer transfer) {
        CompletableFuture<byte[]> done = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                done.complete(transfer.run());
            } catch (IOException | UncheckedIOException broken) {
                done.completeExceptionally(broken);
            }
        });
        return done;
    }

    /** @param stop whether to stop at the limit (one byte more is returned then), or to read on and forget the rest */
    private static byte[] read(InputStream stream, int limit, boolean stop) throws IOException {
        try (stream) {
            byte[] head = stream.readNBytes(stop ? limit + 1 : limit);
            byte[] forgotten = new byte[BUFFER];
            while (!stop && stream.read(forgotten) >= 0) {
                // the command must not block on a full pipe
            }
            return head;
        }
    }

    private static byte[] write(OutputStream stream, String text) {
        try (stream) {
            stream.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException notRead) {
            // A command need not read all of its input; how it ends tells whether that mattered.
        }
        return new byte[0];
    }
}

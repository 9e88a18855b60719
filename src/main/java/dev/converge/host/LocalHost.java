package dev.converge.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The machine converge runs on: for {@link Connection.Local}, and for {@link Connection.Root}, whose directory tree is worked on with the
 * same scripts by whoever runs converge. Commands become root through sudo when they should and are not root already.
 *
 * <p>A command that passes its time or its output limit is killed with all that it started, as far as this user may kill it; what it did
 * until then stays.
 */
public final class LocalHost implements Host {

    private final HostName name;
    private final boolean sudo;
    private final Optional<Secret> becomePassword;

    /** @param sudo whether commands have to become root */
    LocalHost(HostName name, boolean sudo, Optional<Secret> becomePassword) {
        this.name = name;
        this.sudo = sudo;
        this.becomePassword = becomePassword;
    }

    /** Where sudo needs no password. */
    public static LocalHost of(Target target) {
        return of(target, Optional.empty());
    }

    /** @param becomePassword what {@code --ask-become-pass} asked for; given to sudo only when it wants one */
    public static LocalHost of(Target target, Optional<Secret> becomePassword) {
        boolean sudo = target.become() && target.connection() instanceof Connection.Local && !isRoot();
        return new LocalHost(target.name(), sudo, becomePassword);
    }

    /** An answer that cannot be had counts as no: then sudo says what is wrong. */
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
        Optional<Secret> password = sudo ? becomePassword : Optional.empty();
        Process process = start(asRoot(command.argv(), password.isPresent()));
        try {
            CommandResult result = exchange(process, command, password);
            Optional<HostFailure> refusal = sudo
                    ? Sudo.refusal(result, System.getProperty("user.name", "this user"), password.isPresent())
                    : Optional.empty();
            if (refusal.isPresent()) {
                throw new HostFailureException(refusal.get());
            }
            return result;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private List<String> asRoot(List<String> argv, boolean withPassword) {
        if (!sudo) {
            return argv;
        }
        return withPassword ? Sudo.askingFirst(argv) : Sudo.withoutAsking(argv);
    }

    private static Process start(List<String> argv) throws HostFailureException {
        try {
            return new ProcessBuilder(argv).start();
        } catch (IOException missing) {
            boolean isSudo = argv.getFirst().equals("sudo");
            throw failed(
                    isSudo ? "sudo is not installed" : "A program could not be started",
                    String.valueOf(missing.getMessage()),
                    isSudo ? "Install sudo, or run converge as root." : "",
                    missing);
        }
    }

    /** The conversation is held on a thread of its own: a process of root that this user may not kill must not hold up the run. */
    private static CommandResult exchange(Process process, Command command, Optional<Secret> password)
            throws HostFailureException {
        CompletableFuture<Conversation.Spoken> conversation = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("converge-local").start(() -> {
            try {
                conversation.complete(
                        new Conversation(process.getOutputStream(), process.getInputStream(), process.getErrorStream())
                                .hold(command, password));
            } catch (IOException broken) {
                conversation.completeExceptionally(broken);
            }
        });
        try {
            Conversation.Spoken spoken = conversation.get(command.timeout().toMillis(), TimeUnit.MILLISECONDS);
            if (!process.waitFor(command.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new TimeoutException("its output ended, but the command did not");
            }
            return new CommandResult(process.exitValue(), spoken.stdout(), spoken.stderr());
        } catch (TimeoutException tooLong) {
            throw failed(
                    "The command took too long",
                    "It did not finish within " + command.timeout().toSeconds() + " s on this machine, and was killed.",
                    "",
                    tooLong);
        } catch (ExecutionException broken) {
            throw broken.getCause() instanceof Conversation.TooMuchOutputException
                    ? failed(
                            "The answer is too long",
                            "The command wrote more than " + command.maxOutput()
                                    + " bytes on this machine, and was killed.",
                            "",
                            broken)
                    : failed("The command's output could not be read", String.valueOf(broken.getCause()), "", broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw failed("Interrupted", "The run was stopped while a command ran on this machine.", "", stopped);
        }
    }

    private static HostFailureException failed(String summary, String detail, String remedy, Exception cause) {
        return new HostFailureException(HostFailure.failed(summary, detail, remedy), cause);
    }

    @Override
    public void close() {
        // Every command has ended by itself or was killed: nothing is open.
    }
}

package dev.converge.apply;

import dev.converge.host.Command;
import dev.converge.host.CommandResult;
import dev.converge.host.Host;
import dev.converge.host.HostName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Runs a command's script on this machine in a shell of the test's choice, after the test has had its way with the script. */
public final class ShellHost implements Host {

    /** Every shell that a host may have as {@code sh}. */
    public static final List<String> SHELLS = List.of("dash", "bash --posix", "busybox sh");

    private final List<String> shell;
    private final UnaryOperator<String> edit;

    public ShellHost(String shell) {
        this(shell, script -> script);
    }

    public ShellHost(String shell, UnaryOperator<String> edit) {
        this.shell = List.of(shell.split(" "));
        this.edit = edit;
    }

    @Override
    public HostName name() {
        return HostName.ROOT;
    }

    @Override
    public CommandResult run(Command command) {
        List<String> argv = new ArrayList<>(shell);
        argv.add("-s");
        try {
            Path input = Files.createTempFile("converge-script", ".sh");
            Path output = Files.createTempFile("converge-output", ".txt");
            Path errors = Files.createTempFile("converge-errors", ".txt");
            try {
                Files.writeString(input, edit.apply(command.stdin()));
                Process process = new ProcessBuilder(argv)
                        .redirectInput(input.toFile())
                        .redirectOutput(output.toFile())
                        .redirectError(errors.toFile())
                        .start();
                if (!process.waitFor(60, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new IllegalStateException("the script did not end: " + Files.readString(output));
                }
                return new CommandResult(
                        process.exitValue(),
                        Files.readAllBytes(output),
                        Files.readString(errors, StandardCharsets.UTF_8));
            } finally {
                Files.delete(input);
                Files.delete(output);
                Files.delete(errors);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    @Override
    public void close() {}
}

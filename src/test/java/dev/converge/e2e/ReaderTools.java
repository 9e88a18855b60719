package dev.converge.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/** The programs of lab/tools, which read what converge writes. There is no network: what they load comes from the files they are given. */
final class ReaderTools implements AutoCloseable {

    private final GenericContainer<?> container;

    private ReaderTools(GenericContainer<?> container) {
        this.container = container;
    }

    static ReaderTools start() {
        GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse("converge-lab-tools:debian12"))
                .withImagePullPolicy(wanted -> false)
                .withLabel("converge.test", Path.of("").toAbsolutePath().toString())
                .withNetworkMode("none");
        container.start();
        return new ReaderTools(container);
    }

    String containerId() {
        return container.getContainerId();
    }

    void put(String path, String text) {
        container.copyFileToContainer(Transferable.of(text.getBytes(StandardCharsets.UTF_8), 0644), path);
    }

    void put(String path, Path file) {
        container.copyFileToContainer(MountableFile.forHostPath(file), path);
    }

    /** What a shell prints; it must succeed. */
    String sh(String script) {
        ExecResult result = run(script);
        if (result.getExitCode() != 0) {
            throw new AssertionError("exit status " + result.getExitCode() + " of " + script + "\n" + result.getStdout()
                    + result.getStderr());
        }
        return result.getStdout();
    }

    ExecResult run(String script) {
        try {
            return container.execInContainer("sh", "-c", script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        container.stop();
    }
}

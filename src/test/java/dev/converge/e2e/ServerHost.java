package dev.converge.e2e;

import dev.converge.host.Command;
import dev.converge.host.CommandResult;
import dev.converge.host.HostFailureException;
import dev.converge.observed.ObservedHost;
import dev.converge.observed.Probe;
import dev.converge.observed.ProbeRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A host with the packages of lab/servers, whose systemd has loaded everything and started nothing: it boots into a target without
 * dependencies. Asked by {@code docker exec}; there is no sshd.
 */
final class ServerHost implements AutoCloseable {

    /** A service that sets nothing. */
    static final String REFERENCE = "oracle-reference.service";

    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final int MOST_BYTES = 64 << 20;
    private static final ProbeRequest EVERYTHING =
            new ProbeRequest(Optional.empty(), List.of(), List.of(), List.of(), List.of(), List.of());

    private final Release release;
    private final GenericContainer<?> container;

    private ServerHost(Release release, GenericContainer<?> container) {
        this.release = release;
        this.container = container;
    }

    /** @param image one of those of lab/image */
    static ServerHost boot(Release release, String image) {
        GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(image))
                .withImagePullPolicy(wanted -> false)
                .withLabel("converge.test", Path.of("").toAbsolutePath().toString())
                .withTmpFs(Map.of("/run", "", "/run/lock", "", "/tmp", ""))
                .withCreateContainerCmdModifier(
                        command -> LabHost.letSystemdBePid1(command, release.hostName(), LabHost.freePort()))
                .withCommand(
                        "/lib/systemd/systemd", "SYSTEMD_CGROUP_ENABLE_LEGACY_FORCE=1", "--unit=network-pre.target");
        container.start();
        ServerHost host = new ServerHost(release, container);
        host.sh("until [ \"$(systemctl is-system-running)\" = running ]; do sleep 0.1; done", "");
        host.sh("cat >/usr/lib/systemd/system/" + REFERENCE, "[Service]\nExecStart=/bin/true\n");
        return host;
    }

    Release release() {
        return release;
    }

    ObservedHost probe() throws HostFailureException {
        return Probe.observe(remote(), EVERYTHING);
    }

    /** What systemd itself says. */
    SystemdSays ask() {
        return SystemdSays.parse(run("facts.sh", ""));
    }

    /** The links that {@code systemctl enable} makes, "path target" by unit. */
    List<String> enable(Collection<String> units) {
        return run("links.sh", String.join("\n", units) + "\n").lines().toList();
    }

    /** What a shell prints as root; it must succeed. */
    String sh(String script, String input) {
        try {
            CommandResult result = remote().run(new Command(List.of("sh", "-c", script), input, LONGEST, MOST_BYTES));
            String output = new String(result.stdout(), StandardCharsets.UTF_8);
            if (result.exitStatus() != 0) {
                throw new AssertionError(
                        release + ": exit status " + result.exitStatus() + "\n" + output + result.stderr());
            }
            return output;
        } catch (HostFailureException failure) {
            throw new AssertionError(failure);
        }
    }

    private String run(String script, String input) {
        try (InputStream resource = ServerHost.class.getResourceAsStream("/oracle/" + script)) {
            if (resource == null) {
                throw new AssertionError("no script " + script);
            }
            return sh(new String(resource.readAllBytes(), StandardCharsets.UTF_8), input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ContainerHost remote() {
        return new ContainerHost(container.getContainerId(), "root", List.of("sh"));
    }

    @Override
    public void close() {
        container.stop();
    }
}

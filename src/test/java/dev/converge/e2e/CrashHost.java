package dev.converge.e2e;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Volume;
import dev.converge.host.Command;
import dev.converge.host.CommandResult;
import dev.converge.host.Host;
import dev.converge.host.HostFailure;
import dev.converge.host.HostFailureException;
import dev.converge.host.HostName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/** A host whose power can be cut. /srv is a file system of its own that outlives that, /run one that does not. Its half is crash/host.sh. */
final class CrashHost implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofMinutes(3);

    private final GenericContainer<?> container;
    private final ContainerHost inside;

    private CrashHost(GenericContainer<?> container) {
        this.container = container;
        this.inside = new ContainerHost(container.getContainerId(), "root", List.of("sh"));
    }

    static CrashHost boot(Release release) {
        return boot(container(release, "/srv"));
    }

    /** One whose files lie on a disk that loses in a power cut what was not written yet, see crash/disk.sh. */
    static CrashHost boot(Release release, Disk disk) {
        Path image = disk.make();
        try {
            return boot(container(release, "/var/lib/crash")
                    .withCopyToContainer(MountableFile.forHostPath(image), "/var/lib/crash/disk.img")
                    .withCopyToContainer(Transferable.of(resource("disk.sh")), "/var/lib/crash/disk.sh")
                    .withCreateContainerCmdModifier(command -> LabHost.hostConfig(command)
                            .withDeviceCgroupRules(List.of("b 7:* rwm", "c 10:237 rwm"))) // loop devices
                    .withCommand("/bin/sh", "/var/lib/crash/disk.sh", disk.options()));
        } finally {
            LocalProcess.run(List.of("rm", image.toString()));
        }
    }

    private static CrashHost boot(GenericContainer<?> container) {
        container.start();
        CrashHost host = new CrashHost(container);
        host.awaitBoot();
        host.sh("mkdir -p /var/lib/crash && cat >/var/lib/crash/host.sh", resource("host.sh"));
        return host;
    }

    private static GenericContainer<?> container(Release release, String volume) {
        return new GenericContainer<>(DockerImageName.parse(release.image()))
                .withImagePullPolicy(wanted -> false)
                .withLabel("converge.test", Path.of("").toAbsolutePath().toString())
                .withTmpFs(Map.of("/run", "", "/run/lock", "", "/tmp", ""))
                .withCreateContainerCmdModifier(command -> {
                    LabHost.letSystemdBePid1(command, "crash", LabHost.freePort());
                    command.withVolumes(new Volume(volume));
                });
    }

    /** A command of crash/host.sh, and what it prints. */
    String does(String command) {
        return sh("exec sh /var/lib/crash/host.sh " + command, "");
    }

    String sh(String script, String input) {
        try {
            CommandResult result = inside.run(new Command(List.of("sh", "-c", script), input, LONGEST, 8 << 20));
            String output = new String(result.stdout(), StandardCharsets.UTF_8);
            if (result.exitStatus() != 0) {
                throw new AssertionError(
                        "exit status " + result.exitStatus() + " of: " + script + "\n" + output + result.stderr());
            }
            return output;
        } catch (HostFailureException failure) {
            throw new AssertionError(failure.failure().toString(), failure);
        }
    }

    /** Reached by converge, after a test had its way with the scripts. */
    Host through(UnaryOperator<String> edit) {
        return new Edited(inside, edit);
    }

    private record Edited(Host inside, UnaryOperator<String> edit) implements Host {
        @Override
        public HostName name() {
            return inside.name();
        }

        @Override
        public CommandResult run(Command command) throws HostFailureException {
            CommandResult result = inside.run(
                    new Command(command.argv(), edit.apply(command.stdin()), command.timeout(), command.maxOutput()));
            if (result.exitStatus() > 1 || result.stderr().contains("Error response from daemon")) {
                throw new HostFailureException(
                        HostFailure.unreachable("The connection broke", result.stderr(), "Wait for the host to boot."));
            }
            return result;
        }

        @Override
        public void close() {
            inside.close();
        }
    }

    /** No strike comes any more; of no interest to a host that is down. */
    void callOff() {
        try {
            inside.run(new Command(List.of("sh", "/var/lib/crash/host.sh", "call_off"), "", LONGEST, 1 << 20));
        } catch (HostFailureException down) {
            throw new AssertionError(down);
        }
    }

    /** Whether what then boots comes to the end of it is for {@link #awaitBoot}. */
    void cutPower() {
        docker().killContainerCmd(container.getContainerId()).exec();
        docker().startContainerCmd(container.getContainerId()).exec();
    }

    private static DockerClient docker() {
        return DockerClientFactory.instance().client();
    }

    void awaitBoot() {
        sh(
                "until [ -S /run/systemd/private ]; do sleep 0.05; done; systemctl is-system-running --wait || systemctl --failed",
                "");
    }

    static String resource(String name) {
        try (InputStream resource = CrashHost.class.getResourceAsStream("/crash/" + name)) {
            if (resource == null) {
                throw new AssertionError("no file crash/" + name);
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        container.stop();
    }
}

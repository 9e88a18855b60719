package dev.converge.e2e;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Device;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/**
 * A running lab host. {@link #exec} looks at it from the outside, through Docker, so that a test never believes converge about what it did.
 * The flags are those of lab/images/run-flags.
 */
final class LabHost {

    private static final Duration BOOT = Duration.ofSeconds(60);

    private final String name;
    private final int port;
    private final GenericContainer<?> container;

    private LabHost(String name, int port, GenericContainer<?> container) {
        this.name = name;
        this.port = port;
        this.container = container;
    }

    /**
     * Boots a host and waits until systemd says that it runs.
     *
     * @param publicKey a line of authorized_keys for the user deploy
     */
    static LabHost boot(Release release, String name, String publicKey) {
        LabHost host = start(release.image(), name, publicKey);
        host.awaitState("ssh.service", "active", BOOT);
        host.exec(
                "tar -C / -cf /var/lib/baseline.tar etc/systemd etc/sudoers.d etc/ssh/sshd_config.d usr/local usr/lib/systemd");
        return host;
    }

    /**
     * Boots a host whose journal has the kernel's messages too, which are those of this machine: of what happens in other containers as well.
     *
     * @param publicKey a line of authorized_keys for the user deploy
     */
    static LabHost bootWithTheKernelsLog(Release release, String name, String publicKey) {
        LabHost host = start(
                release.image(),
                name,
                publicKey,
                command -> hostConfig(command)
                        .withCapAdd(Capability.SYS_ADMIN, Capability.SYSLOG)
                        .withDevices(Device.parse("/dev/kmsg")));
        // That a class of devices is allowed does not hold in a container with cgroup v1.
        host.write(
                "/etc/systemd/system/systemd-journald.service.d/kernel.conf", "[Service]\nDeviceAllow=/dev/kmsg rw\n");
        host.exec("systemctl daemon-reload && systemctl restart systemd-journald.service");
        return host;
    }

    /**
     * Boots a host of lab/servers, with its many packages and shells, of whose services only sshd runs.
     *
     * @param publicKey a line of authorized_keys for the user deploy
     */
    static LabHost bootServers(Release release, String name, String publicKey) {
        LabHost host = start(
                release.serversImage(),
                name,
                publicKey,
                "/lib/systemd/systemd",
                "SYSTEMD_CGROUP_ENABLE_LEGACY_FORCE=1",
                "--unit=network-pre.target");
        // Until user sessions are begun, only root may log in.
        host.exec("systemctl start systemd-user-sessions.service ssh.service");
        return host;
    }

    private static LabHost start(String image, String name, String publicKey, String... command) {
        return start(image, name, publicKey, create -> {}, command);
    }

    private static LabHost start(
            String image, String name, String publicKey, Consumer<CreateContainerCmd> more, String... command) {
        int port = freePort();
        GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(image))
                .withImagePullPolicy(wanted -> false)
                .withLabel("converge.test", Path.of("").toAbsolutePath().toString())
                .withTmpFs(Map.of("/run", "", "/run/lock", "", "/tmp", ""))
                .withCopyToContainer(Transferable.of(publicKey, 0644), "/etc/ssh/authorized_keys/deploy")
                .withCreateContainerCmdModifier(create -> {
                    letSystemdBePid1(create, name, port);
                    more.accept(create);
                });
        if (command.length > 0) {
            container.withCommand(command);
        }
        container.start();
        LabHost host = new LabHost(name, port, container);
        host.awaitBoot();
        return host;
    }

    static void letSystemdBePid1(CreateContainerCmd command, String name, int port) {
        command.withHostName(name).withExposedPorts(ExposedPort.tcp(22));
        hostConfig(command)
                .withCapAdd(Capability.SYS_ADMIN)
                .withSecurityOpts(List.of("seccomp=unconfined", "apparmor=unconfined"))
                .withCgroupnsMode("host")
                .withBinds(Bind.parse("/sys/fs/cgroup:/sys/fs/cgroup:rw"))
                .withPortBindings(PortBinding.parse("127.0.0.1:" + port + ":22"));
    }

    static HostConfig hostConfig(CreateContainerCmd command) {
        HostConfig configuration = command.getHostConfig();
        if (configuration == null) {
            throw new IllegalStateException("Testcontainers prepares a host configuration");
        }
        return configuration;
    }

    String name() {
        return name;
    }

    int port() {
        return port;
    }

    /** Where other containers reach it; this machine, too. */
    String address() {
        return exec("hostname --all-ip-addresses").split(" ", 2)[0];
    }

    String containerId() {
        return container.getContainerId();
    }

    /** What a command line prints on the host, run as root by a shell; it must succeed. */
    String exec(String shell) {
        ExecResult result = tryExec(shell);
        if (result.getExitCode() != 0) {
            throw new AssertionError(name + ": exit status " + result.getExitCode() + " of: " + shell + "\n"
                    + result.getStdout() + result.getStderr());
        }
        return result.getStdout().strip();
    }

    /** The same where failing is an answer. */
    ExecResult tryExec(String shell) {
        try {
            return container.execInContainer("sh", "-c", shell);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** One property of a unit, as {@code systemctl show} prints it. */
    String property(String unit, String property) {
        return exec("systemctl show --property=" + property + " --value -- " + unit);
    }

    void write(String path, String content) {
        container.copyFileToContainer(Transferable.of(content, 0644), path);
    }

    /** Brings the host into the running state of an incident of lab/incidents. */
    void incident(String incident) {
        LocalProcess.run(List.of("lab/incident", containerId(), incident));
    }

    void awaitState(String unit, String state, Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        while (!property(unit, "ActiveState").equals(state)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(
                        unit + " on " + name + " is not " + state + " but " + property(unit, "ActiveState"));
            }
            LocalProcess.pause(Duration.ofMillis(200));
        }
    }

    /** Puts files and units back to what they were after the boot, faster than booting again. */
    void reset() {
        exec("""
                systemctl stop $(systemctl list-units --all --plain --no-legend --type=service,timer,socket,path \
                    | while read -r unit load active rest; do
                        [ "$active" = inactive ] && continue
                        case $(systemctl show --property=FragmentPath --value -- "$unit") in
                            /etc/systemd/system/*|/run/systemd/system/*|'') echo "$unit" ;;
                        esac
                    done) 2>/dev/null
                rm -rf /etc/systemd /etc/sudoers.d /etc/ssh/sshd_config.d /usr/local /usr/lib/systemd/system-preset \
                    /run/systemd/system/* /etc/mediamtx /etc/avatar
                tar -C / -xf /var/lib/baseline.tar
                systemctl daemon-reload && systemctl reset-failed
                systemctl stop ssh.socket
                systemctl restart ssh.service
                """);
    }

    /** Sends a signal to PID 1 from outside: a process cannot stop the PID 1 of its own namespace. */
    void signalPid1(String signal) {
        outside("kill -s " + signal + " $1");
    }

    /**
     * Lets the host have so many processes more than it has now, or fewer; none of those it has is ended. systemd reckons its default
     * {@code TasksMax=} from this at its next reload, unless it has a setting.
     */
    void allowProcesses(int more) {
        // The shell that counts is one of them.
        int now = Integer.parseInt(exec("set -- /proc/[0-9]*/task/[0-9]*; echo $(($# - 1))"));
        limitProcesses(Math.max(1, now + more));
    }

    void allowAllProcesses() {
        limitProcesses(-1);
    }

    private void limitProcesses(int most) {
        LocalProcess.run(List.of("docker", "update", "--pids-limit", Integer.toString(most), containerId()));
    }

    /** Sets or clears an attribute of a file or directory, which root on the host could not get past either. */
    void chattr(String attribute, String path) {
        outside("chattr " + attribute + " /proc/$1/root" + path);
    }

    /** Runs something as root that sees all processes of this machine; {@code $1} is the id of the host's PID 1. */
    private void outside(String shell) {
        String pid = LocalProcess.run(List.of("docker", "inspect", "--format", "{{.State.Pid}}", containerId()))
                .strip();
        LocalProcess.run(List.of(
                "docker",
                "run",
                "--rm",
                "--pid=host",
                "--cap-add=SYS_PTRACE",
                "--cap-add=LINUX_IMMUTABLE",
                "--security-opt=apparmor=unconfined",
                Release.DEBIAN12.image(),
                "sh",
                "-c",
                shell,
                "sh",
                pid));
    }

    void remove() {
        container.stop();
    }

    /** Shuts down and boots. Where presets were replayed, Debian 11 enables both ssh.service and ssh.socket, which exclude one another. */
    void reboot() {
        DockerClientFactory.instance()
                .client()
                .restartContainerCmd(containerId())
                .withTimeout(60)
                .exec();
        awaitBoot();
    }

    /** The host's public keys as known_hosts lines. */
    String knownHostsLines() {
        return exec("cat /etc/ssh/ssh_host_*_key.pub")
                .lines()
                .map(key -> "[127.0.0.1]:" + port + " " + key + "\n")
                .reduce("", String::concat);
    }

    private void awaitBoot() {
        long deadline = System.nanoTime() + BOOT.toNanos();
        while (!isBooted()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(name + " did not boot: "
                        + tryExec("systemctl list-units --failed").getStdout());
            }
            LocalProcess.pause(Duration.ofMillis(200));
        }
    }

    private boolean isBooted() {
        return tryExec("systemctl is-system-running --wait").getStdout().strip().equals("running");
    }

    /** Docker would choose another port at every boot. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.converge.ssh;

import dev.converge.host.HostFailureException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import net.schmizz.sshj.SSHClient;

/**
 * Loads what a session needs, without a host: the SSH library, and the JDK's algorithms that most sessions agree on. While the JVM
 * records a run, this puts them into its cache for later starts. Talks to nobody but this
 * process itself and leaves nothing behind.
 */
public final class SshRehearsal {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private SshRehearsal() {}

    /** @throws GeneralSecurityException when the JDK lacks one of the algorithms */
    public static void run() throws GeneralSecurityException {
        loadAll(SSHClient.class);
        SshWarmUp.run();
        greet();
    }

    /**
     * Loads all classes of a jar; those whose own dependencies are missing cannot be needed and are passed over.
     *
     * @param member one of them; when it does not come from a jar, nothing is loaded
     */
    public static void loadAll(Class<?> member) {
        Path file = Path.of(
                member.getProtectionDomain().getCodeSource().getLocation().getPath());
        if (!file.toString().endsWith(".jar")) {
            return;
        }
        try (JarFile jar = new JarFile(file.toFile())) {
            List<String> names = jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .toList();
            names.forEach(name -> load(name, member.getClassLoader()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void load(String name, ClassLoader loader) {
        try {
            Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError incomplete) {
            return;
        }
    }

    /** Begins a session with this process itself, which hangs up after its greeting. */
    private static void greet() {
        try (ServerSocket here = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> {
                try (Socket caller = here.accept()) {
                    caller.getOutputStream().write("SSH-2.0-rehearsal\r\n".getBytes(StandardCharsets.US_ASCII));
                } catch (IOException closed) {
                    return;
                }
            });
            Peer peer = new Peer(here.getInetAddress().getHostAddress(), here.getLocalPort(), "nobody");
            Path none = Path.of("/dev/null");
            new Attempt(peer, PATIENCE, KnownHosts.read(List.of(none)), none)
                    .run(new LoginKeys.Offer(List.of(), List.of()));
            throw new IllegalStateException("logged in to a server that only greets");
        } catch (IOException | HostFailureException | Attempt.DroppedException hungUp) {
            return;
        }
    }
}

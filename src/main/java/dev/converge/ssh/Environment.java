package dev.converge.ssh;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the user's session offers to ssh.
 *
 * @param home where {@code .ssh} is
 * @param agentSocket where the ssh agent listens
 */
record Environment(Path home, Optional<Path> agentSocket) {

    static Environment ofProcess() {
        return new Environment(
                Path.of(System.getProperty("user.home")),
                Optional.ofNullable(System.getenv("SSH_AUTH_SOCK"))
                        .filter(socket -> !socket.isEmpty())
                        .map(Path::of));
    }

    /** Where ssh looks for host keys. */
    List<Path> knownHosts() {
        return List.of(home.resolve(".ssh").resolve("known_hosts"), Path.of("/etc/ssh/ssh_known_hosts"));
    }
}

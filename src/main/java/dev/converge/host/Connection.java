package dev.converge.host;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** How a host is reached: {@code ansible_connection} in the inventory. */
public sealed interface Connection {

    /**
     * A machine reached over SSH.
     *
     * @param address name or address to connect to
     * @param port TCP port
     * @param user login name
     * @param privateKey the one key to offer; without it the agent's keys and then the default keys in {@code ~/.ssh} are offered
     * @param knownHosts the file that vouches for the host key; without it {@code ~/.ssh/known_hosts} and {@code /etc/ssh/ssh_known_hosts}
     */
    record Ssh(String address, int port, String user, Optional<Path> privateKey, List<Path> knownHosts)
            implements Connection {
        public Ssh {
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("not a port: " + port);
            }
            knownHosts = List.copyOf(knownHosts);
        }
    }

    /** The machine converge runs on. */
    record Local() implements Connection {}

    /** A directory tree with no systemd running in it: an image, a chroot, a sample. */
    record Root(Path directory) implements Connection {}
}

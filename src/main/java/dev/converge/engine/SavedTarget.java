package dev.converge.engine;

import dev.converge.host.Connection;
import dev.converge.host.HostName;
import dev.converge.host.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How to reach a host, as a saved plan keeps it: plain values, files by their full paths, no password.
 *
 * @param route which of the connections, and what it needs
 * @param seconds how long connecting, and any silence after it, may last
 */
public record SavedTarget(Route route, boolean become, long seconds) {

    /** The connections, with files as text. */
    public sealed interface Route {

        record Ssh(String address, int port, String user, Optional<String> privateKey, List<String> knownHosts)
                implements Route {
            public Ssh {
                knownHosts = List.copyOf(knownHosts);
            }
        }

        record Local() implements Route {}

        record Root(String directory) implements Route {}
    }

    public SavedTarget {
        if (seconds < 1) {
            throw new IllegalArgumentException("not a timeout: " + seconds + " s");
        }
    }

    public static SavedTarget of(Target target) {
        return new SavedTarget(
                switch (target.connection()) {
                    case Connection.Ssh ssh ->
                        new Route.Ssh(
                                ssh.address(),
                                ssh.port(),
                                ssh.user(),
                                ssh.privateKey().map(SavedTarget::full),
                                ssh.knownHosts().stream().map(SavedTarget::full).toList());
                    case Connection.Local local -> new Route.Local();
                    case Connection.Root root -> new Route.Root(full(root.directory()));
                },
                target.become(),
                Math.max(1, target.timeout().toSeconds()));
    }

    /** A plan may be carried out from another directory than it was made in. */
    private static String full(Path file) {
        return file.toAbsolutePath().normalize().toString();
    }

    Target target(HostName host) {
        Connection connection = switch (route) {
            case Route.Ssh ssh ->
                new Connection.Ssh(
                        ssh.address(),
                        ssh.port(),
                        ssh.user(),
                        ssh.privateKey().map(Path::of),
                        ssh.knownHosts().stream().map(Path::of).toList());
            case Route.Local local -> new Connection.Local();
            case Route.Root root -> new Connection.Root(Path.of(root.directory()));
        };
        return new Target(host, connection, become, Duration.ofSeconds(seconds));
    }
}

package dev.converge.e2e;

import dev.converge.host.Command;
import dev.converge.host.CommandResult;
import dev.converge.host.Connection;
import dev.converge.host.Host;
import dev.converge.host.HostFailureException;
import dev.converge.host.HostName;
import dev.converge.host.LocalHost;
import dev.converge.host.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A container reached with {@code docker exec}: converge's scripts on a real host, without SSH.
 *
 * @param user who runs them
 * @param shell the words in place of {@code sh}
 */
record ContainerHost(String container, String user, List<String> shell) implements Host {

    static ContainerHost of(LabHost host) {
        return new ContainerHost(host.containerId(), "root", List.of("sh"));
    }

    @Override
    public HostName name() {
        return new HostName("container");
    }

    @Override
    public CommandResult run(Command command) throws HostFailureException {
        List<String> argv = new ArrayList<>(List.of("docker", "exec", "-i", "-u", user, container));
        argv.addAll(shell);
        // A script comes as `sh -s`.
        argv.addAll(command.argv().subList(1, command.argv().size()));
        Target here = new Target(name(), new Connection.Local(), false, Duration.ofSeconds(10));
        try (Host local = LocalHost.of(here)) {
            return local.run(new Command(argv, command.stdin(), command.timeout(), command.maxOutput()));
        }
    }

    @Override
    public void close() {
        // Nothing is open between commands.
    }
}

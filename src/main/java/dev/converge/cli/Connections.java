package dev.converge.cli;

import dev.converge.host.Connection;
import dev.converge.host.Connector;
import dev.converge.host.Host;
import dev.converge.host.HostFailureException;
import dev.converge.host.Target;

/** Opens each host the way its target says. */
final class Connections implements Connector {

    private final Connector ssh;
    private final Connector local;

    Connections(Connector ssh, Connector local) {
        this.ssh = ssh;
        this.local = local;
    }

    @Override
    public Host connect(Target target) throws HostFailureException {
        return switch (target.connection()) {
            case Connection.Ssh connection -> ssh.connect(target);
            case Connection.Local connection -> local.connect(target);
            case Connection.Root connection -> local.connect(target);
        };
    }
}

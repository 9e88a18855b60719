package dev.converge.cli;

import dev.converge.host.Connection;
import dev.converge.host.Connector;
import dev.converge.host.Host;
import dev.converge.host.HostFailureException;
import dev.converge.host.LocalHost;
import dev.converge.host.Secret;
import dev.converge.host.Target;
import dev.converge.ssh.PassphraseSource;
import dev.converge.ssh.SshConnector;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens each host the way its target says. The SSH library is loaded when the first host needs it. */
final class Connections implements Connector {

    private final PassphraseSource passphrases;
    private final Optional<Secret> becomePassword;
    private @Nullable SshConnector ssh;

    /** @param becomePassword for hosts whose sudo asks for one */
    Connections(PassphraseSource passphrases, Optional<Secret> becomePassword) {
        this.passphrases = passphrases;
        this.becomePassword = becomePassword;
    }

    @Override
    public Host connect(Target target) throws HostFailureException {
        return switch (target.connection()) {
            case Connection.Ssh connection -> ssh().connect(target);
            case Connection.Local connection -> LocalHost.of(target, becomePassword);
            case Connection.Root connection -> LocalHost.of(target);
        };
    }

    private synchronized SshConnector ssh() {
        SshConnector connector = ssh;
        if (connector == null) {
            connector = new SshConnector(passphrases, becomePassword);
            ssh = connector;
        }
        return connector;
    }
}

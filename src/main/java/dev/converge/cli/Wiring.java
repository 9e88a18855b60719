package dev.converge.cli;

import dev.converge.host.Connector;
import dev.converge.host.Secret;
import dev.converge.ssh.PassphraseSource;
import java.util.Optional;

/** Makes what a run connects with. Tests give their own. */
@FunctionalInterface
interface Wiring {

    /** @param becomePassword for hosts whose sudo asks for one */
    Connector connector(PassphraseSource passphrases, Optional<Secret> becomePassword);
}

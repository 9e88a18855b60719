package dev.converge.inventory;

import dev.converge.host.Connection;
import dev.converge.host.Target;
import dev.converge.problem.Problems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How to reach a host, from its {@code ansible_*} and {@code converge_*} variables and what the command line says for all hosts.
 *
 * <p>Understood are {@code ansible_connection} (ssh, local, root; Ansible's smart and paramiko mean ssh), {@code ansible_host},
 * {@code ansible_port}, {@code ansible_user}, {@code ansible_ssh_private_key_file}, {@code ansible_become}, the older names of these that
 * Ansible still takes, {@code converge_root} (the directory of a root connection) and {@code converge_known_hosts} (one file or several).
 * Files are relative to the working directory and may begin with {@code ~/}. A variable that changes in Ansible how a host is reached, and
 * that converge does not follow, is a problem: ignoring it would lead to another host, user or key than the operator thinks.
 */
public final class Targets {

    private final Optional<String> user;
    private final Optional<Path> privateKey;
    private final Duration timeout;

    /**
     * @param user of {@code -u}
     * @param privateKey of {@code --private-key}; both yield to the host's own variables, as in Ansible
     */
    public Targets(Optional<String> user, Optional<Path> privateKey, Duration timeout) {
        this.user = user;
        this.privateKey = privateKey;
        this.timeout = timeout;
    }

    /** @param become what the plays for this host say; {@code ansible_become} overrides it */
    public Optional<Target> of(InventoryHost host, boolean become, Problems problems) {
        Problems own = new Problems();
        ConnectionVariables variables = new ConnectionVariables(host, own);
        UnsupportedVariables.report(host, own);
        boolean asRoot = variables.truth("ansible_become").orElse(become);
        Optional<Connection> connection = connection(variables, host);
        problems.addAll(own);
        return own.isEmpty()
                ? connection.map(found -> new Target(host.name(), found, asRoot, timeout))
                : Optional.empty();
    }

    private Optional<Connection> connection(ConnectionVariables variables, InventoryHost host) {
        String kind = variables.word("ansible_connection").orElse("ssh");
        if (!kind.equals("root") && host.variables().containsKey("converge_root")) {
            variables.refuse(
                    "converge_root",
                    "'converge_root' is for root connections, and this one is " + kind,
                    "set ansible_connection: root, or remove converge_root");
        }
        return switch (kind) {
            case "ssh", "smart", "paramiko", "paramiko_ssh" -> Optional.of(ssh(variables, host));
            case "local" -> Optional.of(new Connection.Local());
            case "root" -> root(variables);
            default -> {
                variables.refuse(
                        "ansible_connection",
                        "'" + kind + "' is no connection that converge has",
                        "connections: ssh, local, root");
                yield Optional.empty();
            }
        };
    }

    private static Optional<Connection> root(ConnectionVariables variables) {
        Optional<Path> directory = variables.file("converge_root");
        if (directory.isEmpty()) {
            variables.refuse(
                    "ansible_connection",
                    "a root connection needs 'converge_root'",
                    "set converge_root to the directory of the tree");
        }
        return directory.map(Connection.Root::new);
    }

    private Connection ssh(ConnectionVariables variables, InventoryHost host) {
        return new Connection.Ssh(
                variables
                        .word("ansible_ssh_host", "ansible_host")
                        .orElse(host.name().value()),
                variables.port("ansible_ssh_port", "ansible_port").orElse(22),
                variables
                        .word("ansible_ssh_user", "ansible_user")
                        .or(() -> user)
                        .orElseGet(() -> System.getProperty("user.name")),
                variables
                        .file("ansible_ssh_private_key_file", "ansible_private_key_file")
                        .or(() -> privateKey),
                List.copyOf(variables.files("converge_known_hosts")));
    }
}

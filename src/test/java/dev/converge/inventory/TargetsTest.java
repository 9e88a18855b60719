package dev.converge.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.host.Connection;
import dev.converge.host.HostName;
import dev.converge.host.Target;
import dev.converge.problem.Problem;
import dev.converge.problem.Problems;
import dev.converge.problem.SourceSpot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class TargetsTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Path HOME = Path.of(System.getProperty("user.home"));

    private final Problems problems = new Problems();
    private final Targets targets = new Targets(Optional.empty(), Optional.empty(), TIMEOUT);

    @Test
    void aHostWithoutVariablesIsReachedByItsNameAsTheLocalUser() {
        Optional<Target> target = targets.of(host(Map.of()), true, problems);

        assertThat(problems.sorted()).isEmpty();
        assertThat(target)
                .contains(new Target(
                        new HostName("web1"),
                        new Connection.Ssh("web1", 22, System.getProperty("user.name"), Optional.empty(), List.of()),
                        true,
                        TIMEOUT));
    }

    record Reached(Map<String, Object> variables, Connection connection) {}

    static List<Reached> reached() {
        return List.of(
                new Reached(
                        Map.of("ansible_host", "192.0.2.1", "ansible_port", 2222L, "ansible_user", "deploy"),
                        ssh("192.0.2.1", 2222, "deploy")),
                new Reached(
                        Map.of("ansible_host", "fe80::1%eth0", "ansible_user", "u", "ansible_port", "22"),
                        ssh("fe80::1%eth0", 22, "u")),
                new Reached(
                        Map.of("ansible_ssh_host", "h", "ansible_ssh_port", 23L, "ansible_ssh_user", "u"),
                        ssh("h", 23, "u")),
                new Reached(Map.of("ansible_connection", "smart", "ansible_user", "u"), ssh("web1", 22, "u")),
                new Reached(Map.of("ansible_connection", "paramiko", "ansible_user", "u"), ssh("web1", 22, "u")),
                new Reached(Map.of("ansible_user", "u", "ansible_host", ""), ssh("web1", 22, "u")),
                new Reached(
                        Map.of(
                                "ansible_user",
                                "u",
                                "ansible_become_user",
                                "root",
                                "ansible_become_method",
                                "sudo",
                                "ansible_ssh_common_args",
                                ""),
                        ssh("web1", 22, "u")),
                new Reached(
                        Map.of(
                                "ansible_user",
                                "u",
                                "ansible_ssh_private_key_file",
                                "~/.ssh/lab",
                                "converge_known_hosts",
                                List.of("lab/known_hosts", "~/kh")),
                        new Connection.Ssh(
                                "web1",
                                22,
                                "u",
                                Optional.of(HOME.resolve(".ssh/lab")),
                                List.of(Path.of("lab/known_hosts"), HOME.resolve("kh")))),
                new Reached(
                        Map.of("ansible_user", "u", "converge_known_hosts", "kh"),
                        new Connection.Ssh("web1", 22, "u", Optional.empty(), List.of(Path.of("kh")))),
                new Reached(Map.of("ansible_connection", "local"), new Connection.Local()),
                new Reached(
                        Map.of("ansible_connection", "root", "converge_root", "build/image"),
                        new Connection.Root(Path.of("build/image"))));
    }

    @ParameterizedTest
    @MethodSource("reached")
    void ansiblesVariablesMeanWhatTheyMeanInAnsible(Reached given) {
        Optional<Target> target = targets.of(host(given.variables()), true, problems);

        assertThat(problems.sorted()).isEmpty();
        assertThat(target).map(Target::connection).contains(given.connection());
    }

    @Test
    void theCommandLineYieldsToTheHost() {
        Targets withOptions = new Targets(Optional.of("cli"), Optional.of(Path.of("cli-key")), TIMEOUT);

        Optional<Target> bare = withOptions.of(host(Map.of()), true, problems);
        Optional<Target> own = withOptions.of(
                host(Map.of("ansible_user", "own", "ansible_private_key_file", "own-key")), true, problems);

        assertThat(bare).map(Target::connection).contains(ssh("web1", 22, "cli", "cli-key"));
        assertThat(own).map(Target::connection).contains(ssh("web1", 22, "own", "own-key"));
    }

    @Test
    void ansibleBecomeOverridesThePlays() {
        Optional<Target> no = targets.of(host(Map.of("ansible_become", false)), true, problems);
        Optional<Target> yes = targets.of(host(Map.of("ansible_become", "yes")), false, problems);

        assertThat(no).map(Target::become).contains(false);
        assertThat(yes).map(Target::become).contains(true);
    }

    record Refused(Map<String, Object> variables, String message, String remedy) {}

    static List<Refused> refused() {
        String ownSsh =
                "converge has an SSH client of its own: remove the options; reach hosts behind a bastion by running converge there";
        String sudo = "converge becomes root through sudo, or logs in as root with ansible_become: false";
        return List.of(
                new Refused(
                        Map.of("ansible_port", "ssh"),
                        "'ansible_port' should be a port, 1 to 65535, not 'ssh' (host web1)",
                        ""),
                new Refused(
                        Map.of("ansible_port", 70_000L),
                        "'ansible_port' should be a port, 1 to 65535, not '70000' (host web1)",
                        ""),
                new Refused(
                        Map.of("ansible_host", List.of("a")),
                        "'ansible_host' should be one value, not '[a]' (host web1)",
                        ""),
                new Refused(
                        Map.of("ansible_host", "-oProxyCommand=x"),
                        "'ansible_host' should be a name or an address, not '-oProxyCommand=x' (host web1)",
                        ""),
                new Refused(
                        Map.of("ansible_host", "{{ ip }}"),
                        "'ansible_host' holds an expression that cannot be evaluated here (host web1)",
                        "write the value itself"),
                new Refused(
                        Map.of("ansible_user", "a b"),
                        "'ansible_user' should be a name or an address, not 'a b' (host web1)",
                        ""),
                new Refused(
                        Map.of("ansible_become", "maybe"),
                        "'ansible_become' should be true or false, not 'maybe' (host web1)",
                        ""),
                new Refused(
                        Map.of("ansible_connection", "winrm"),
                        "'winrm' is no connection that converge has (host web1)",
                        "connections: ssh, local, root"),
                new Refused(
                        Map.of("ansible_connection", "root"),
                        "a root connection needs 'converge_root' (host web1)",
                        "set converge_root to the directory of the tree"),
                new Refused(
                        Map.of("converge_root", "x"),
                        "'converge_root' is for root connections, and this one is ssh (host web1)",
                        "set ansible_connection: root, or remove converge_root"),
                new Refused(
                        Map.of("ansible_ssh_private_key_file", "~deploy/key"),
                        "'ansible_ssh_private_key_file' should be a file, not '~deploy/key' (host web1)",
                        ""),
                new Refused(
                        Map.of("ansible_ssh_common_args", "-J bastion"),
                        "'ansible_ssh_common_args' is not supported (host web1)",
                        ownSsh),
                new Refused(
                        Map.of("ansible_ssh_extra_args", "-4"),
                        "'ansible_ssh_extra_args' is not supported (host web1)",
                        ownSsh),
                new Refused(
                        Map.of("ansible_become_method", "su"),
                        "'ansible_become_method' is not supported (host web1)",
                        sudo),
                new Refused(
                        Map.of("ansible_become_user", "app"),
                        "'ansible_become_user' is not supported (host web1)",
                        sudo),
                new Refused(
                        Map.of("ansible_password", "hunter2"),
                        "'ansible_password' is not supported (host web1)",
                        "log in with a key: ansible_ssh_private_key_file, or ssh-agent"),
                new Refused(
                        Map.of("ansible_become_pass", "hunter2"),
                        "'ansible_become_pass' is not supported (host web1)",
                        "remove it and let converge ask: --ask-become-pass"),
                new Refused(
                        Map.of("ansible_host_key_checking", false),
                        "'ansible_host_key_checking' is not supported (host web1)",
                        "host keys are always checked: put the host's key into known_hosts, or name a file with converge_known_hosts"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatConvergeWouldFollowWronglyIsAProblemWhereItIsWritten(Refused given) {
        SourceSpot spot = new SourceSpot("hosts.yml", 4, 7);
        Map<String, SourceSpot> spots = new LinkedHashMap<>();
        given.variables().keySet().forEach(name -> spots.put(name, spot));
        InventoryHost host = new InventoryHost(new HostName("web1"), given.variables(), spots);

        Optional<Target> target = targets.of(host, true, problems);

        assertThat(target).isEmpty();
        // 'root' without its directory is told at ansible_connection, which is what is written.
        assertThat(problems.sorted()).containsExactly(new Problem(spot, given.message(), given.remedy()));
    }

    private static InventoryHost host(Map<String, Object> variables) {
        return new InventoryHost(new HostName("web1"), variables);
    }

    private static Connection ssh(String address, int port, String user) {
        return new Connection.Ssh(address, port, user, Optional.empty(), List.of());
    }

    private static Connection ssh(String address, int port, String user, String key) {
        return new Connection.Ssh(address, port, user, Optional.of(Path.of(key)), List.of());
    }
}

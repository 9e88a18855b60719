package dev.converge.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.host.Command;
import dev.converge.host.CommandResult;
import dev.converge.host.Connection;
import dev.converge.host.Host;
import dev.converge.host.HostName;
import dev.converge.host.Secret;
import dev.converge.host.Target;
import dev.converge.ssh.SshConnector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sessions with OpenSSH and sudo as Debian ships them. */
final class SshIT {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Release.class)
    void aScriptRunsAsRootAndItsOutputComesBack(Release release) throws Exception {
        LabHost lab = LabHosts.fresh(release);
        Target target = target(lab);

        CommandResult result;
        try (Host host = connector(Optional.empty()).connect(target)) {
            result = host.run(script("\nid -un; echo oops >&2; exit 7\n"));
        }

        assertThat(new String(result.stdout(), UTF_8)).isEqualTo("root\n");
        assertThat(result.stderr()).isEqualTo("oops\n");
        assertThat(result.exitStatus()).isEqualTo(7);
    }

    private Target target(LabHost lab) throws Exception {
        Path knownHosts = Files.writeString(folder.resolve("known_hosts"), lab.knownHostsLines());
        return new Target(
                new HostName(lab.name()),
                new Connection.Ssh(
                        "127.0.0.1", lab.port(), "deploy", Optional.of(LabHosts.privateKey()), List.of(knownHosts)),
                true,
                Duration.ofSeconds(10));
    }

    private static SshConnector connector(Optional<Secret> password) {
        return new SshConnector(key -> Optional.empty(), password);
    }

    private static Command script(String text) {
        return Command.script(text, Duration.ofSeconds(30));
    }
}

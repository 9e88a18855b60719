package dev.converge.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.converge.host.Command;
import dev.converge.host.CommandResult;
import dev.converge.host.Connection;
import dev.converge.host.Host;
import dev.converge.host.HostFailure;
import dev.converge.host.HostFailureException;
import dev.converge.host.HostName;
import dev.converge.host.Secret;
import dev.converge.host.Target;
import dev.converge.ssh.SshConnector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions with OpenSSH and sudo as Debian ships them. */
final class SshIT {

    private static final String PASSWORD = "correct horse ' battery";
    private static final Optional<Secret> NONE = Optional.empty();

    @TempDir
    Path folder;

    private LabHost lab = LabHosts.fresh(Release.DEBIAN12);

    @AfterEach
    void forgetTheUser() {
        lab.exec("usermod -s /bin/bash deploy; passwd -d deploy >/dev/null; rm -f /home/deploy/.bashrc;"
                + " chmod 4755 /usr/bin/sudo");
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void aScriptRunsAsRootAndItsOutputComesBack(Release release) throws Exception {
        lab = LabHosts.fresh(release);

        CommandResult result = run(NONE, "\nid -un; echo oops >&2; exit 7\n");

        assertThat(text(result)).isEqualTo("root\n");
        assertThat(result.stderr()).isEqualTo("oops\n");
        assertThat(result.exitStatus()).isEqualTo(7);
    }

    @Test
    void withoutBecomeTheScriptRunsAsTheUser() throws Exception {
        try (Host host = connector(NONE).connect(target(false, LabHosts.privateKey()))) {

            CommandResult result = host.run(script("\nid -un\n"));

            assertThat(text(result)).isEqualTo("deploy\n");
        }
    }

    @Test
    void aCommandThatASignalEndsHasTheStatusOfAShell() throws Exception {
        try (Host host = connector(NONE).connect(target(false, LabHosts.privateKey()))) {

            CommandResult result = host.run(script("\nkill -9 $$\n"));

            assertThat(result.exitStatus()).isEqualTo(128 + 9);
        }
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void aPasswordIsGivenToSudoAndNeverToTheShell(Release release) throws Exception {
        lab = LabHosts.fresh(release);
        sudoAsksForPassword();

        CommandResult result =
                run(Optional.of(new Secret(PASSWORD)), "\nid -un; cat /proc/$$/environ | tr '\\0' '\\n'\n");

        assertThat(text(result)).startsWith("root\n").doesNotContain("battery");
        assertThat(result.stderr()).doesNotContain("battery");
        assertThat(lab.exec("journalctl --no-pager --quiet")).doesNotContain("battery");
    }

    @Test
    void aPasswordIsNotSentToAHostThatDoesNotAsk() throws Exception {
        try (Host host = connector(Optional.of(new Secret(PASSWORD))).connect(target(true, LabHosts.privateKey()))) {

            CommandResult result = host.run(new Command(List.of("cat"), "all input\n", Duration.ofSeconds(60), 1000));

            assertThat(text(result)).isEqualTo("all input\n");
            assertThat(result.stderr()).isEmpty();
        }
    }

    @Test
    void aWrongPasswordIsTriedOnceAndSaidToBeWrong() {
        sudoAsksForPassword();

        HostFailure failure = failureOf(Optional.of(new Secret("wrong")), "\nid -un\n");

        assertThat(failure.summary()).isEqualTo("sudo does not accept the password");
        assertThat(lab.exec("journalctl --no-pager --quiet _COMM=sudo | grep -c 'authentication failure; logname'"))
                .isEqualTo("1");
    }

    @Test
    void aMissingPasswordIsAskedFor() {
        sudoAsksForPassword();

        HostFailure failure = failureOf(NONE, "\nid -un\n");

        assertThat(failure.summary()).isEqualTo("sudo wants a password");
        assertThat(failure.remedy()).startsWith("Run again with --ask-become-pass.");
    }

    @Test
    void aUserWhoMayNotIsToldTheLineThatWouldLetHim() {
        setPassword();
        lab.exec("rm /etc/sudoers.d/deploy");

        HostFailure failure = failureOf(Optional.of(new Secret(PASSWORD)), "\nid -un\n");

        assertThat(failure.summary()).isEqualTo("sudo does not let the user become root");
        assertThat(failure.remedy()).contains("deploy ALL=(ALL) NOPASSWD: ALL");
    }

    @Test
    void sudoForOtherCommandsOnlyIsNotEnough() {
        lab.exec("echo 'deploy ALL=(ALL) NOPASSWD: /usr/bin/true' > /etc/sudoers.d/deploy");

        HostFailure without = failureOf(NONE, "\nid -un\n");
        HostFailure with = failureOf(Optional.of(new Secret(PASSWORD)), "\nid -un\n");

        assertThat(without.summary()).isEqualTo("sudo wants a password");
        assertThat(with.summary()).isEqualTo("sudo does not let the user become root");
    }

    @Test
    void sudoThatWantsATerminalIsSaidSo() {
        lab.exec("echo 'Defaults requiretty' > /etc/sudoers.d/zz-tty");

        HostFailure failure = failureOf(NONE, "\nid -un\n");

        assertThat(failure.summary()).isEqualTo("sudo wants a terminal");
        assertThat(failureOf(Optional.of(new Secret(PASSWORD)), "\nid\n").summary())
                .isEqualTo("sudo wants a terminal");
    }

    @Test
    void brokenSudoIsSaidSo() {
        lab.exec("chmod 0755 /usr/bin/sudo");

        HostFailure failure = failureOf(NONE, "\nid -un\n");

        assertThat(failure.summary()).isEqualTo("sudo does not work");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bin/sh", "/bin/bash", "/bin/rbash"})
    void anyLoginShellWillDo(String shell) throws Exception {
        sudoAsksForPassword();
        lab.exec("usermod -s " + shell + " deploy");

        CommandResult result = run(Optional.of(new Secret(PASSWORD)), "\nid -un\n");

        assertThat(text(result)).isEqualTo("root\n");
    }

    @Test
    void aNoisyStartUpFileDisturbsNeitherThePasswordNorTheScript() throws Exception {
        sudoAsksForPassword();
        lab.exec("echo 'echo welcome; printf tail; echo oops >&2' > /home/deploy/.bashrc");

        CommandResult result = run(Optional.of(new Secret(PASSWORD)), "\nid -un\n");

        assertThat(text(result)).isEqualTo("root\n");
    }

    @Test
    void aShellThatRefusesIsSeenInItsAnswer() throws Exception {
        lab.exec("usermod -s /usr/sbin/nologin deploy");

        CommandResult result = run(NONE, "\nid -un\n");

        assertThat(text(result)).contains("This account is currently not available.");
        assertThat(result.exitStatus()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
    void aKeyOfAnyTypeLogsIn(String type) throws Exception {
        Path key = folder.resolve("key");
        LocalProcess.run(List.of("ssh-keygen", "-q", "-t", type, "-N", "", "-f", key.toString()));
        lab.write("/etc/ssh/authorized_keys/deploy", LabHosts.publicKey() + Files.readString(Path.of(key + ".pub")));

        try (Host host = connector(NONE).connect(target(true, key))) {

            assertThat(host.run(script("\nexit 4\n")).exitStatus()).isEqualTo(4);
        }
    }

    @Test
    void aHostIsTrustedByTheAuthorityThatSignedItsKey() throws Exception {
        lab.exec("cd /etc/ssh && rm -f ca ca.pub && ssh-keygen -q -t ed25519 -N '' -f ca"
                + " && ssh-keygen -q -s ca -I tank -h -n 127.0.0.1 ssh_host_ed25519_key.pub"
                + " && echo 'HostCertificate /etc/ssh/ssh_host_ed25519_key-cert.pub' > sshd_config.d/cert.conf"
                + " && systemctl restart ssh");
        String authority = "@cert-authority [127.0.0.1]:* " + lab.exec("cat /etc/ssh/ca.pub") + "\n";

        try (Host host = connector(NONE).connect(target(true, LabHosts.privateKey(), authority))) {
            assertThat(host.run(script("\nexit 4\n")).exitStatus()).isEqualTo(4);
        } finally {
            lab.exec("rm /etc/ssh/sshd_config.d/cert.conf && systemctl restart ssh");
        }
    }

    @Test
    void aUserCertificateOfTheSameAuthorityIsNoHostCertificate() throws Exception {
        lab.exec("cd /etc/ssh && rm -f ca ca.pub && ssh-keygen -q -t ed25519 -N '' -f ca"
                + " && ssh-keygen -q -s ca -I tank -n 127.0.0.1 ssh_host_ed25519_key.pub"
                + " && echo 'HostCertificate /etc/ssh/ssh_host_ed25519_key-cert.pub' > sshd_config.d/cert.conf"
                + " && systemctl restart ssh");
        String authority = "@cert-authority [127.0.0.1]:* " + lab.exec("cat /etc/ssh/ca.pub") + "\n";

        HostFailure failure = catchThrowableOfType(
                        HostFailureException.class,
                        () -> connector(NONE).connect(target(true, LabHosts.privateKey(), authority)))
                .failure();
        lab.exec("rm /etc/ssh/sshd_config.d/cert.conf && systemctl restart ssh");

        assertThat(failure.summary()).isEqualTo("The host key is unknown");
    }

    @Test
    void manyHandshakesAtOnceStayBelowWhatSshdAllows() throws Exception {
        SshConnector connector = connector(NONE);
        Target target = target(true, LabHosts.privateKey());
        Callable<Integer> session = () -> {
            try (Host host = connector.connect(target)) {
                return host.run(script("\nexit 4\n")).exitStatus();
            }
        };

        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(24)) {
            for (Future<Integer> result : threads.invokeAll(Collections.nCopies(24, session))) {
                statuses.add(result.get());
            }
        }

        assertThat(statuses).hasSize(24).containsOnly(4);
    }

    private void sudoAsksForPassword() {
        setPassword();
        lab.exec("echo 'deploy ALL=(ALL) ALL' > /etc/sudoers.d/deploy");
    }

    private void setPassword() {
        lab.write("/root/password", "deploy:" + PASSWORD + "\n");
        lab.exec("chpasswd < /root/password; rm /root/password");
    }

    private CommandResult run(Optional<Secret> password, String script) throws Exception {
        try (Host host = connector(password).connect(target(true, LabHosts.privateKey()))) {
            return host.run(script(script));
        }
    }

    private HostFailure failureOf(Optional<Secret> password, String script) {
        return catchThrowableOfType(HostFailureException.class, () -> run(password, script))
                .failure();
    }

    private Target target(boolean become, Path key) throws Exception {
        return target(become, key, lab.knownHostsLines());
    }

    private Target target(boolean become, Path key, String knownHosts) throws Exception {
        Path file = Files.writeString(folder.resolve("known_hosts"), knownHosts);
        return new Target(
                new HostName(lab.name()),
                new Connection.Ssh("127.0.0.1", lab.port(), "deploy", Optional.of(key), List.of(file)),
                become,
                Duration.ofSeconds(20));
    }

    private static SshConnector connector(Optional<Secret> password) {
        return new SshConnector(key -> Optional.empty(), password);
    }

    private static Command script(String text) {
        return Command.script(text, Duration.ofSeconds(60));
    }

    private static String text(CommandResult result) {
        return new String(result.stdout(), UTF_8);
    }
}

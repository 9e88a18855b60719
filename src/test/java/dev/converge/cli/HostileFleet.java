package dev.converge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.host.Command;
import dev.converge.host.CommandResult;
import dev.converge.host.Connector;
import dev.converge.host.Host;
import dev.converge.host.HostFailureException;
import dev.converge.host.HostName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.sshd.core.CoreModuleProperties;

/** A hostile host and a sound one, for each run anew, and an operator who has an inventory of both. */
final class HostileFleet implements AutoCloseable {

    /** In place of the minutes that probe and change may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Where the time is not what the case is about: the machine of the test may be busy. */
    private static final Duration MUCH_PATIENCE = Duration.ofMinutes(1);

    /** However hostile the host is. */
    static final Duration LONGEST_RUN = Duration.ofMinutes(3);

    /** What moves, recolours or reorders a terminal, or is not seen; but ends of lines. */
    static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}&&[^\n]]");

    private final Path folder;
    private final ScriptedSshd sshd;

    private HostileFleet(Path folder, ScriptedSshd sshd) {
        this.folder = folder;
        this.sshd = sshd;
    }

    /** How a run ended, and in what time. */
    record Run(Cli cli, Duration took) {}

    static HostileFleet start(Path folder) throws IOException, InterruptedException {
        ScriptedSshd sshd = ScriptedSshd.start(
                server -> CoreModuleProperties.WELCOME_BANNER.set(server, HostileBytes.PAINT.repeat(100)));
        Files.writeString(folder.resolve("known_hosts"), sshd.knownHostsLine());
        generateKey(folder.resolve("key"));
        Files.writeString(folder.resolve("site.yml"), """
                - name: Web
                  hosts: all
                  become: false
                  units:
                    web.service:
                      content: "[Service]\\nExecStart=/bin/true\\n"
                  strays:
                    - match: ["evil-*"]
                """);
        return new HostileFleet(folder, sshd);
    }

    /** @return the inventory of the two hosts, as this run of this case meets them */
    Path inventory(HostileCase hostile, String run) throws IOException {
        String evil = "evil-" + hostile + "-" + run;
        sshd.behave(evil, hostile.login(), hostile.behaviour());
        sshd.give(evil, hostile.machine().get());
        return Files.writeString(folder.resolve(evil + ".yml"), """
                all:
                  hosts:
                    evil: { ansible_user: "%s" }
                    good: { ansible_user: "good-%s" }
                  vars:
                    ansible_host: 127.0.0.1
                    ansible_port: %s
                    ansible_ssh_private_key_file: %s
                    converge_known_hosts: %s
                """.formatted(
                        evil, evil, sshd.port(), folder.resolve("key"), folder.resolve("known_hosts")));
    }

    Path playbook() {
        return folder.resolve("site.yml");
    }

    /** Runs converge against them. */
    Run run(HostileCase hostile, List<String> words, Path inventory) {
        List<String> line = Stream.concat(words.stream(), Stream.of("-i", inventory.toString()))
                .toList();
        Duration patience = hostile.isAboutTime() ? PATIENCE : MUCH_PATIENCE;
        long began = System.nanoTime();
        Cli cli = Cli.run(hurried(patience), line.toArray(String[]::new));
        return new Run(cli, Duration.ofNanos(System.nanoTime() - began));
    }

    static void generateKey(Path file) throws IOException, InterruptedException {
        Process keygen = new ProcessBuilder("ssh-keygen", "-q", "-t", "ecdsa", "-N", "", "-f", file.toString()).start();
        assertThat(keygen.waitFor()).isZero();
    }

    private static Wiring hurried(Duration patience) {
        return (passphrases, password) -> {
            Connector connector = new Connections(passphrases, password);
            return target -> new HurriedHost(
                    connector.connect(target), target.name().value().equals("evil") ? patience : MUCH_PATIENCE);
        };
    }

    @Override
    public void close() throws IOException {
        sshd.close();
    }

    /** Has less patience with commands than converge has. */
    private record HurriedHost(Host host, Duration patience) implements Host {
        @Override
        public HostName name() {
            return host.name();
        }

        @Override
        public CommandResult run(Command command) throws HostFailureException {
            return host.run(new Command(command.argv(), command.stdin(), patience, command.maxOutput()));
        }

        @Override
        public void close() {
            host.close();
        }
    }
}

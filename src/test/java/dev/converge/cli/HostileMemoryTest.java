package dev.converge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Half of the hosts send without end, all at once, to a converge that has little memory. It is a process of its own, with a home of its own. */
final class HostileMemoryTest {

    private static final int OF_EACH = 10;
    private static final String LITTLE = "-Xmx128m";

    @TempDir
    Path folder = Path.of("");

    @Test
    void tenFloodsOfTwentyCostTheOthersNothingAndLeaveNoFile() throws Exception {
        Path home = Files.createDirectory(folder.resolve("home"));
        Path away = Files.createDirectory(folder.resolve("away"));
        try (ScriptedSshd sshd = ScriptedSshd.start(server -> {})) {
            Path inventory = prepare(sshd);

            Process converge = new ProcessBuilder(command(inventory, home))
                    .directory(away.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("report").toFile())
                    .start();
            boolean ended = converge.waitFor(3, TimeUnit.MINUTES);
            converge.destroyForcibly();

            String report = Files.readString(folder.resolve("report"));
            assertThat(ended).as(report).isTrue();
            assertThat(converge.exitValue()).as(report).isEqualTo(ExitStatus.FAILED.number());
            assertThat(report).doesNotContain("OutOfMemoryError", "bug");
            assertThat(report.lines().filter(line -> line.matches("good\\d+ \\(systemd 252\\): .*")))
                    .hasSize(OF_EACH);
            assertThat(report.lines().filter(line -> line.matches("flood\\d+ failed: .*")))
                    .hasSize(OF_EACH);
            assertThat(filesBelow(home)).isEmpty();
            assertThat(filesBelow(away)).isEmpty();
        }
    }

    private Path prepare(ScriptedSshd sshd) throws Exception {
        Files.writeString(folder.resolve("known_hosts"), sshd.knownHostsLine());
        HostileFleet.generateKey(folder.resolve("key"));
        Files.writeString(folder.resolve("site.yml"), """
                - name: Web
                  hosts: all
                  become: false
                  units:
                    web.service:
                      content: "[Service]\\nExecStart=/bin/true\\n"
                """);
        for (int number = 0; number < OF_EACH; number++) {
            sshd.behave("flood" + number, HostileCase.LETS_IN, HostileMemoryTest::flood);
            sshd.give("flood" + number, new FakeMachine());
            sshd.give("good" + number, new FakeMachine());
            sshd.behave("good" + number, HostileCase.LETS_IN, ScriptedSshd.Exchange::honestly);
        }
        String hosts = Stream.of("flood", "good")
                .flatMap(kind -> IntStream.range(0, OF_EACH).mapToObj(number -> kind + number))
                .map(host -> "    " + host + ": { ansible_user: " + host + " }\n")
                .collect(Collectors.joining());
        return Files.writeString(
                folder.resolve("hosts.yml"),
                "all:\n  hosts:\n" + hosts + "  vars: { ansible_host: 127.0.0.1, ansible_port: " + sshd.port()
                        + ", ansible_ssh_private_key_file: " + folder.resolve("key") + ", converge_known_hosts: "
                        + folder.resolve("known_hosts") + " }\n");
    }

    /** Looks like the beginning of a long answer for as long as anybody listens. */
    private static int flood(ScriptedSshd.Exchange exchange) throws IOException {
        exchange.say("BEGIN " + exchange.nonce() + "\n\n@" + exchange.nonce() + " stat\n");
        OutputStream out = exchange.out();
        byte[] lines = "1 81a4 0 0 7 1.0 etc/systemd/system/flood.service\n"
                .repeat(400)
                .getBytes(StandardCharsets.US_ASCII);
        while (true) {
            out.write(lines);
            out.flush();
        }
    }

    private static List<String> command(Path inventory, Path home) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return List.of(
                java,
                LITTLE,
                "-Duser.home=" + home,
                "-cp",
                classes,
                Main.class.getName(),
                "plan",
                "-i",
                inventory.toString(),
                inventory.resolveSibling("site.yml").toString());
    }

    private static List<Path> filesBelow(Path directory) throws IOException {
        try (Stream<Path> below = Files.walk(directory)) {
            return below.filter(Files::isRegularFile).toList();
        }
    }
}

package dev.converge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.sshd.core.CoreModuleProperties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a host does once it has let us in: the run ends in time and rightly, the other host is done, what the operator sees is text, and
 * it says what happened. Each case goes through the whole program, as a plan and as an apply, in text and in JSON.
 */
final class HostileHostsTest {

    /** In place of the minutes that probe and change may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Where the time is not what the case is about: the machine of the test may be busy. */
    private static final Duration MUCH_PATIENCE = Duration.ofMinutes(1);

    private static final Duration LONGEST_RUN = Duration.ofMinutes(3);
    private static final int MOST_OUTPUT = 256 * 1024;

    /** All that moves, recolours or reorders a terminal, or is not seen; but ends of lines. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}&&[^\n]]");

    @TempDir
    private static Path folder = Path.of("");

    private static ScriptedSshd sshd;

    private static final Map<String, Future<Run>> RUNS = new ConcurrentHashMap<>();
    private static final ExecutorService WORKERS = Executors.newFixedThreadPool(24);

    private record Run(Cli cli, Duration took) {}

    /** How converge is called. */
    enum Manner {
        PLAN("plan"),
        PLAN_JSON("plan --format json"),
        APPLY("apply --yes --confirm-timeout 1"),
        APPLY_JSON("apply --yes --confirm-timeout 1 --format json");

        private final String line;

        Manner(String line) {
            this.line = line;
        }

        List<String> words() {
            return List.of(line.split(" ", -1));
        }

        boolean isApply() {
            return line.startsWith("apply");
        }

        boolean isJson() {
            return line.endsWith("json");
        }
    }

    static Stream<HostileCase> cases() {
        return HostileCases.all();
    }

    @BeforeAll
    static void callAllHosts() throws Exception {
        sshd = ScriptedSshd.start(
                server -> CoreModuleProperties.WELCOME_BANNER.set(server, HostileCases.PAINT.repeat(100)));
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
        cases().forEach(each -> {
            for (Manner manner : Manner.values()) {
                RUNS.put(each + " " + manner, WORKERS.submit(() -> run(each, manner)));
            }
        });
    }

    @AfterAll
    static void hangUp() throws IOException {
        WORKERS.shutdownNow();
        sshd.close();
    }

    @Test
    void thereAreAtLeastSixty() {
        List<HostileCase> cases = cases().toList();

        assertThat(cases).hasSizeGreaterThanOrEqualTo(60);
        assertThat(cases).extracting(HostileCase::name).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theRunEndsInTimeAndRightly(HostileCase hostile) throws Exception {
        for (Manner manner : Manner.values()) {
            Run run = runOf(hostile, manner);

            Cli cli = run.cli();
            assertThat(run.took()).as("%s", manner).isLessThan(LONGEST_RUN);
            assertThat(cli.status())
                    .as("%s: %s", manner, cli)
                    .isEqualTo(manner.isApply() ? hostile.applyStatus() : hostile.planStatus());
            assertThat(cli.out() + cli.err())
                    .as("%s", manner)
                    .doesNotContain("this is a bug", "This is a bug", "\tat ");
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatTheOperatorSeesIsTextAndNotTooMuch(HostileCase hostile) throws Exception {
        for (Manner manner : Manner.values()) {
            Cli cli = runOf(hostile, manner).cli();

            assertThat(UNSEEN.matcher(cli.out() + cli.err()).find())
                    .as("%s: %s", manner, cli)
                    .isFalse();
            assertThat(cli.out().length() + cli.err().length()).as("%s", manner).isLessThan(MOST_OUTPUT);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theReportSaysWhatHappenedAndTheOtherHostIsDone(HostileCase hostile) throws Exception {
        for (Manner manner : Manner.values()) {
            Cli cli = runOf(hostile, manner).cli();

            if (manner.isApply() || hostile.saidByPlan()) {
                assertThat(cli.out().replace('-', ' '))
                        .as("%s", manner)
                        .containsIgnoringCase(hostile.says().replace('-', ' '));
            }
            assertThat(endOfGood(cli, manner)).as("%s: %s", manner, cli.out()).isTrue();
        }
    }

    private static Run runOf(HostileCase hostile, Manner manner) throws Exception {
        Future<Run> run = RUNS.get(hostile + " " + manner);
        if (run == null) {
            throw new IllegalStateException("not begun: " + hostile + " " + manner);
        }
        return run.get();
    }

    private static boolean endOfGood(Cli cli, Manner manner) {
        if (!manner.isJson()) {
            return cli.out().contains(manner.isApply() ? "\ngood done: " : "good (systemd 252): ");
        }
        JsonObject good = JsonParser.parseString(cli.out())
                .getAsJsonObject()
                .getAsJsonObject("hosts")
                .getAsJsonObject("good");
        return manner.isApply()
                ? good.getAsJsonObject("outcome").get("result").getAsString().equals("done")
                : good.get("status").getAsString().equals("changes");
    }

    private static Run run(HostileCase hostile, Manner manner) throws IOException {
        String evil = "evil" + hostile.hashCode() + manner;
        sshd.behave(evil, hostile.login(), hostile.behaviour());
        sshd.give(evil, hostile.machine().get());
        Path inventory = Files.writeString(folder.resolve(evil + ".yml"), """
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
        List<String> words = Stream.concat(
                        manner.words().stream(),
                        Stream.of(
                                "-i",
                                inventory.toString(),
                                folder.resolve("site.yml").toString()))
                .toList();
        long began = System.nanoTime();
        Cli cli = Cli.run(hurried(hostile.isAboutTime() ? PATIENCE : MUCH_PATIENCE), words.toArray(String[]::new));
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

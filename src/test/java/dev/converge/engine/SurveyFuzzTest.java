package dev.converge.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.fuzz.Dice;
import dev.converge.fuzz.Fuzz;
import dev.converge.host.Command;
import dev.converge.host.CommandResult;
import dev.converge.host.Host;
import dev.converge.host.HostName;
import dev.converge.problem.Problems;
import dev.converge.report.JsonReport;
import dev.converge.report.Page;
import dev.converge.report.Palette;
import dev.converge.report.TextReport;
import dev.converge.report.sweep.FleetSweep;
import dev.converge.report.sweep.SweepReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a host answers to the probe, its result is a plan or a failure that can be told, and all that is told is text. */
@Timeout(300)
final class SurveyFuzzTest {

    private static final String RECORDED_NONCE = "00112233445566778899aabbccddeeff";
    private static final Pattern NONCE = Pattern.compile("\nprobe '([0-9a-f]{32})'");
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}&&[^\n]]");
    private static final List<String> RECORDINGS = List.of(
            "debian11-duplicate-units",
            "debian12-duplicate-units",
            "debian12-processes-and-sockets",
            "debian13-crash-loop");

    @TempDir
    private static Path folder = Path.of("");

    private static Work work = new Work(0, List.of());

    @BeforeAll
    static void readThePlaybook() throws IOException {
        Path inventory = Files.writeString(folder.resolve("hosts.yml"), "all: { hosts: { tank1: {} } }\n");
        Path playbook = Files.writeString(folder.resolve("site.yml"), """
                - name: Tank
                  hosts: all
                  units:
                    avatar-tank.service:
                      content: "[Unit]\\nAfter=polyscan.service\\n[Service]\\nExecStart=/usr/local/bin/mediamtx\\n[Install]\\nWantedBy=multi-user.target\\n"
                      state: started
                      enabled: true
                      restart: { Restart: on-failure, RestartSec: 10s, StartLimitIntervalSec: 5min, StartLimitBurst: 5 }
                    polyscan.service: { resources: { MemoryMax: 2G }, enabled: false }
                    dbus.socket: { state: started }
                    old.service: { state: absent }
                  strays:
                    - match: ["avatar-*.service", "*mediamtx*.service"]
                  presets: { "avatar-*.service": disable }
                  guards:
                    - { match: "*.service", origin: local, resources: { TasksMax: 1024 } }
                  manager: { DefaultTasksMax: 15% }
                  exclusive:
                    - { executable: /usr/local/bin/mediamtx, unit: avatar-tank.service, processes: 1 }
                  files:
                    /etc/avatar/tank.env: { content: "PORT=1\\n", mode: "0640", notify: [avatar-tank.service] }
                """);
        Problems problems = new Problems();
        work = WorkReader.read(
                new Request(
                        Optional.empty(),
                        List.of(inventory),
                        List.of(playbook),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        new Request.Connecting(Optional.empty(), Optional.empty(), Duration.ofSeconds(15))),
                problems);
        assertThat(problems.sorted()).isEmpty();
        assertThat(RECORDINGS)
                .allSatisfy(name -> assertThat(told(recorded(name))).contains("1 to change"));
    }

    @Test
    void aHostThatAnswersAnythingIsToldAsText() {
        List<String> recorded =
                RECORDINGS.stream().map(SurveyFuzzTest::recorded).toList();

        Fuzz.run(200, dice -> withDamagedLines(dice, dice.pick(recorded)), answer -> {
            String told = told(answer);

            assertThat(UNSEEN.matcher(told).find()).as(told).isFalse();
        });
    }

    @Test
    void aHostThatAnswersAnythingToASweepIsToldAsText() {
        String recorded = recorded("debian13-sweep");
        assertThat(swept(recorded))
                .contains("error crash-loop polyscan.service", "error oom-kill frame-render.service");

        Fuzz.run(200, dice -> withDamagedEnd(dice, recorded), answer -> {
            String told = swept(answer);

            assertThat(UNSEEN.matcher(told).find()).as(told).isFalse();
        });
    }

    /** What only a sweep asks for comes last. */
    private static String withDamagedEnd(Dice dice, String answer) {
        int live = answer.indexOf("\n@" + RECORDED_NONCE + " vitals\n");
        return answer.substring(0, live) + withDamagedLines(dice, answer.substring(live));
    }

    private static String swept(String answer) {
        Sweeper sweeper = new Sweeper(target -> new Recording(target.name(), answer), 1, bug -> {
            throw new AssertionError(bug);
        });
        FleetSweep sweep = new FleetSweep(
                Instant.EPOCH,
                sweeper.sweep(work.tasks(), LocalDate.of(2026, 11, 22), Progress.NONE),
                Optional.empty());
        StringWriter text = new StringWriter();
        SweepReport.text(new Page(new PrintWriter(text), Palette.NONE), sweep);
        return text + SweepReport.json(sweep);
    }

    private static String recorded(String name) {
        try {
            return Files.readString(Path.of("src/test/resources/probes", name, "answer"), ISO_8859_1);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static String withDamagedLines(Dice dice, String answer) {
        String[] lines = answer.split("\n", -1);
        for (int times = 1 + dice.below(8); times > 0; times--) {
            int at = dice.below(lines.length);
            if (!lines[at].contains(RECORDED_NONCE)) {
                // As long as before, else the sizes of the files would not add up and nothing else would be looked at.
                byte[] damaged = dice.damaged(lines[at].getBytes(ISO_8859_1));
                int length = lines[at].length();
                lines[at] = (new String(damaged, ISO_8859_1) + " ".repeat(length)).substring(0, length);
            }
        }
        return String.join("\n", lines);
    }

    private static String told(String answer) {
        StringWriter text = new StringWriter();
        try (Fleet fleet = new Fleet(target -> new Recording(target.name(), answer), Duration.ofSeconds(30), 1, bug -> {
            throw new AssertionError(bug);
        })) {
            List<HostResult> results = fleet.plan(work.tasks(), Progress.NONE);
            new TextReport(new Page(new PrintWriter(text), Palette.NONE)).planned(results, List.of());
            new JsonReport(new PrintWriter(text)).planned(results, List.of());
        }
        return text.toString();
    }

    /** Says to every probe what was said to another, under the number of this one. */
    private record Recording(HostName name, String answer) implements Host {

        @Override
        public CommandResult run(Command command) {
            Matcher nonce = NONCE.matcher(command.stdin());
            assertThat(nonce.find()).isTrue();
            return new CommandResult(
                    0, answer.replace(RECORDED_NONCE, nonce.group(1)).getBytes(ISO_8859_1), "");
        }

        @Override
        public void close() {}
    }
}

package dev.converge.observed;

import dev.converge.fuzz.Dice;
import dev.converge.fuzz.Fuzz;
import dev.converge.host.CommandResult;
import dev.converge.host.HostFailureException;
import dev.converge.unit.Glob;
import dev.converge.unit.HostPath;
import dev.converge.unit.UnitName;
import dev.converge.unit.UserName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever stands in an answer to the probe: a host or a refusal, never another exception and never a hang. */
@Timeout(300)
final class ProbeFuzzTest {

    private static final String NONCE = "00112233445566778899aabbccddeeff";

    private static final ProbeRequest REQUEST = new ProbeRequest(
            Optional.empty(),
            List.of(new UnitName("avatar-tank.service"), new UnitName("web.service")),
            List.of(new Glob("*mediamtx*")),
            List.of(new HostPath("/etc/avatar/tank.env")),
            List.of("deploy"),
            List.of("deploy"),
            Optional.empty(),
            List.of(new UserName("deploy")),
            Optional.of(Duration.ofHours(24)));

    private static final List<byte[]> RECORDED = recorded();

    private static List<byte[]> recorded() {
        try (Stream<Path> folders = Files.list(Path.of("src/test/resources/probes"))) {
            return folders.filter(Files::isDirectory)
                    .sorted()
                    .map(ProbeFuzzTest::answer)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static byte[] answer(Path folder) {
        try {
            return Files.readAllBytes(folder.resolve("answer"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void aDamagedAnswerGivesAHostOrARefusal() {
        Fuzz.run(3_000, dice -> dice.damaged(dice.pick(RECORDED)), ProbeFuzzTest::read);
    }

    @Test
    void aDamagedLineGivesAHostOrARefusal() {
        Fuzz.run(3_000, ProbeFuzzTest::withDamagedLines, ProbeFuzzTest::read);
    }

    @Test
    void anAnswerCutOffAnywhereGivesAHostOrARefusal() {
        for (byte[] whole : RECORDED) {
            IntStream.iterate(0, length -> length < whole.length, length -> length + 1 + length / 200)
                    .forEach(length -> read(java.util.Arrays.copyOf(whole, length)));
        }
    }

    @Test
    void noPieceRepeatedTakesLong() {
        List<String> pieces =
                List.of("x", "/", " ", "\n", "\\\\", "\"", "a=b\n", "==> proc/7/cmdline <==\n", "\0", "1 ", ":");
        for (String section : List.of(
                "host",
                "stat",
                "links",
                "contents",
                "dpkg",
                "rpm",
                "passwd",
                "group",
                "hazards",
                "units",
                "show",
                "cgroups",
                "processes",
                "handles",
                "sockets",
                "accounts",
                "vitals",
                "files",
                "services",
                "journal",
                "counted all started",
                "killed")) {
            Fuzz.blowUp(pieces, text -> read(framed(section, text)));
        }
        Fuzz.blowUp(List.of("\\n", "x", "\\\\"), text -> read(framed("handles", "\"proc/7/exe\" -> \"" + text + "\"")));
        Fuzz.blowUp(List.of("\n@" + NONCE + " units\n", "\n@" + NONCE + " "), text -> read(framed("host", text)));
    }

    /** The frame holds, and lines of any section are wrong. */
    private static byte[] withDamagedLines(Dice dice) {
        byte[] whole = dice.pick(RECORDED);
        String[] lines = new String(whole, StandardCharsets.ISO_8859_1).split("\n", -1);
        for (int times = 1 + dice.below(5); times > 0; times--) {
            int at = dice.below(lines.length);
            if (!lines[at].contains(NONCE)) {
                lines[at] = new String(
                        dice.damaged(lines[at].getBytes(StandardCharsets.ISO_8859_1)), StandardCharsets.ISO_8859_1);
            }
        }
        return String.join("\n", lines).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] framed(String section, String text) {
        StringBuilder answer = new StringBuilder("BEGIN " + NONCE + "\n");
        List.of(
                        "host\n0\n0\nset\nsystemd 252\n",
                        "stat\n",
                        "links\n",
                        "contents\n",
                        "hazards\n",
                        "units\n",
                        "show\n",
                        "cgroups\n",
                        "services\n")
                .forEach(sound -> answer.append("\n@" + NONCE + " " + sound));
        answer.append("\n@" + NONCE + " " + section + "\n" + text + "\nEND " + NONCE + " 0\n");
        return answer.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void read(byte[] bytes) {
        try {
            ProbeAnswer answer = ProbeAnswer.parse(new CommandResult(0, bytes, ""), NONCE);
            ObservedHost host = Probe.read(answer, REQUEST);
            LocalUnits.of(host);
            FileTimes.read(answer);
        } catch (HostFailureException refused) {
            // A refusal is as good as a host.
            return;
        }
    }
}

package dev.converge.cli;

import static dev.converge.cli.HostileBytes.MEBIBYTE;
import static dev.converge.cli.HostileBytes.PAINT;
import static dev.converge.cli.HostileCase.lies;
import static dev.converge.cli.HostileCase.probe;
import static dev.converge.cli.HostileCase.spoilt;
import static dev.converge.cli.HostileSays.CREATES;
import static dev.converge.cli.HostileSays.FAILED;
import static dev.converge.cli.HostileSays.FOREIGN;
import static dev.converge.cli.HostileSays.NONSENSE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.stream.Stream;

/** Hosts in whose files, units and processes stands what terminals are attacked with. */
final class HostileTexts {

    private HostileTexts() {}

    static Stream<HostileCase> all() {
        return Stream.of(texts()).flatMap(List::stream);
    }

    private static List<HostileCase> texts() {
        return List.of(
                lies("paint-in-a-file", 0, "evil-a.service", () -> evil("[Service]\nExecStart=/bin/" + PAINT + "\n")),
                lies(
                        "paint-in-descriptions",
                        0,
                        "evil-a.service",
                        () -> evil("[Service]\n")
                                .section("units", "evil-a.service loaded active running " + PAINT + "\n")),
                lies(
                        "paint-in-names-of-units",
                        0,
                        CREATES,
                        () -> new FakeMachine()
                                .section("units", "evil-" + PAINT + ".service loaded active running x\n")),
                lies(
                        "paint-in-properties",
                        0,
                        "evil-a.service",
                        () -> evil("[Service]\n")
                                .section(
                                        "show",
                                        "Id=evil-a.service\nNames=" + PAINT + "\nLoadState=" + PAINT + "\nActiveState="
                                                + PAINT + "\nSubState=" + PAINT + "\nResult=" + PAINT
                                                + "\nNRestarts=99999999999999999999\nMainPID=-1\n")),
                lies(
                        "paint-in-link-targets",
                        0,
                        "evil-a.service",
                        () -> new FakeMachine()
                                .link("etc/systemd/system/evil-a.service", "/opt/" + PAINT.replace("\0", ""))),
                lies(
                        "paint-in-processes",
                        0,
                        "evil-a.service",
                        () -> evil("[Service]\n")
                                .section(
                                        "processes",
                                        "==> proc/7/stat <==\n7 (" + PAINT + ") S 1 1 1 0\n\n==> proc/7/cmdline <==\n"
                                                + PAINT + "\0" + PAINT)
                                .section("handles", "\"proc/7/exe\" -> \"/bin/" + PAINT + "\"\n")),
                lies(
                        "a-long-program",
                        0,
                        "evil-a.service",
                        () -> evil("[Service]\n")
                                .section("processes", "==> proc/7/cmdline <==\n" + "a\0".repeat(500))
                                .section("handles", "\"proc/7/exe\" -> \"/bin/" + "x\\n".repeat(MEBIBYTE) + "\"\n")),
                lies(
                        "paint-in-sockets",
                        0,
                        CREATES,
                        () -> new FakeMachine()
                                .section(
                                        "sockets",
                                        "proc/net/unix:0000000000000000: 00000002 00000000 00010000 0001 01 906 @"
                                                + PAINT + "\n")),
                lies(
                        "paint-in-the-manifest",
                        FAILED,
                        "manifest on the host is damaged",
                        () -> new FakeMachine().file("etc/systemd/system/.converge/manifest", PAINT)),
                lies(
                        "paint-in-an-unfinished-run",
                        0,
                        CREATES,
                        () -> new FakeMachine()
                                .file("etc/systemd/system/.converge/txn/id", PAINT)
                                .directory("etc/systemd/system/.converge/txn")),
                lies(
                        "a-long-unfinished-run",
                        0,
                        CREATES,
                        () -> new FakeMachine()
                                .file("etc/systemd/system/.converge/txn/id", "r".repeat(MEBIBYTE - 1))
                                .directory("etc/systemd/system/.converge/txn")),
                lies("paint-in-hazards", 0, CREATES, () -> new FakeMachine().section("hazards", PAINT + "\n")),
                lies(
                        "paint-in-a-preset",
                        FAILED,
                        "would crash or block systemd",
                        () -> new FakeMachine()
                                .file("etc/systemd/system-preset/" + PAINT.replace("\0", "") + ".preset", "enable\n")
                                .file("etc/systemd/system-preset/1.preset", "enable\n")),
                lies(
                        "paint-in-packages",
                        0,
                        "evil-a.service",
                        () -> evil("[Service]\n")
                                .section(
                                        "dpkg",
                                        "var/lib/dpkg/info/" + PAINT + ".list:/etc/systemd/system/evil-a.service\n")),
                spoilt(
                        "paint-in-the-version",
                        FAILED,
                        NONSENSE,
                        (answer, nonce) -> answer.replace("systemd 252", "systemd " + PAINT)),
                spoilt(
                        "paint-in-stat",
                        FAILED,
                        NONSENSE,
                        (answer, nonce) -> answer.replace(" stat\n", " stat\n" + PAINT + "\n")),
                spoilt(
                        "a-long-line-of-stat",
                        FAILED,
                        NONSENSE,
                        (answer, nonce) -> answer.replace(" stat\n", " stat\n" + "s".repeat(4 * MEBIBYTE) + "\n")),
                probe("paint-instead-of-an-answer", FAILED, FOREIGN, exchange -> {
                    exchange.err().write((PAINT + "\n").getBytes(ISO_8859_1));
                    exchange.err().flush();
                    exchange.say(PAINT + "\n");
                    return 1;
                }));
    }

    private static FakeMachine evil(String content) {
        return new FakeMachine().file("etc/systemd/system/evil-a.service", content);
    }
}

package dev.converge.cli;

import static dev.converge.cli.HostileBytes.MEBIBYTE;
import static dev.converge.cli.HostileBytes.PAINT;
import static dev.converge.cli.HostileBytes.noise;
import static dev.converge.cli.HostileCase.lies;
import static dev.converge.cli.HostileCase.probe;
import static dev.converge.cli.HostileCase.spoilt;
import static dev.converge.cli.HostileSays.CHANGING;
import static dev.converge.cli.HostileSays.CREATES;
import static dev.converge.cli.HostileSays.CUT;
import static dev.converge.cli.HostileSays.FAILED;
import static dev.converge.cli.HostileSays.FOREIGN;
import static dev.converge.cli.HostileSays.NONSENSE;

import java.util.List;
import java.util.stream.Stream;

/** Answers to a probe that are no good: frames, sections, numbers, paths. */
final class HostileAnswers {

    private static final String EVIL = "etc/systemd/system/evil-a.service";

    private HostileAnswers() {}

    static Stream<HostileCase> all() {
        return Stream.of(frames(), sections(), numbers(), names()).flatMap(List::stream);
    }

    private static List<HostileCase> frames() {
        return List.of(
                spoilt("garbage", FAILED, FOREIGN, (answer, nonce) -> noise(4096)),
                spoilt("nothing", FAILED, "The host did not run the probe", (answer, nonce) -> ""),
                probe("a-status-and-nothing-else", FAILED, "The host did not run the probe", exchange -> 77),
                spoilt("no-end", FAILED, CUT, (answer, nonce) -> answer.substring(0, answer.indexOf("\nEND "))),
                spoilt("no-begin", FAILED, FOREIGN, (answer, nonce) -> answer.substring(answer.indexOf('\n'))),
                spoilt(
                        "end-before-begin",
                        FAILED,
                        CUT,
                        (answer, nonce) -> "\nEND " + nonce + " 0\n" + answer.substring(0, answer.indexOf("\nEND "))),
                spoilt(
                        "only-a-frame",
                        FAILED,
                        NONSENSE,
                        (answer, nonce) -> "BEGIN " + nonce + "\n\nEND " + nonce + " 0\n"),
                spoilt("a-guessed-number", FAILED, FOREIGN, (answer, nonce) -> answer.replace(nonce, "0".repeat(32))),
                spoilt(
                        "a-number-in-capitals",
                        FAILED,
                        FOREIGN,
                        (answer, nonce) -> answer.replace(nonce, "X" + nonce.substring(1))),
                probe("the-answer-to-another-run", FAILED, FOREIGN, exchange -> {
                    exchange.say(exchange.machine().answer("\nprobe '00112233445566778899aabbccddeeff' \n"));
                    return 0;
                }),
                spoilt(
                        "an-answer-in-an-answer",
                        0,
                        CREATES,
                        (answer, nonce) -> answer.replace("\nEND " + nonce, "\n@" + nonce + " contents\n" + answer)),
                spoilt("lines-end-as-in-dos", FAILED, FOREIGN, (answer, nonce) -> answer.replace("\n", "\r\n")),
                spoilt("zeroes-between", FAILED, FOREIGN, (answer, nonce) -> answer.replaceAll("(.)", "$1\0")),
                spoilt(
                        "an-unknown-failure",
                        FAILED,
                        "it reports an unknown failure",
                        (answer, nonce) -> failing(nonce, "explode " + PAINT)),
                spoilt(
                        "a-failure-without-a-word",
                        FAILED,
                        "it reports an unknown failure",
                        (answer, nonce) -> failing(nonce, "")),
                spoilt(
                        "a-failure-without-an-end",
                        FAILED,
                        "systemctl failed on the host",
                        (answer, nonce) -> failing(nonce, "systemctl " + "x".repeat(MEBIBYTE))));
    }

    private static List<HostileCase> sections() {
        return Stream.concat(
                        Stream.of("host", "stat", "links", "contents", "cgroups")
                                .map(name -> spoilt(
                                        "no-section-" + name,
                                        FAILED,
                                        NONSENSE,
                                        (answer, nonce) -> answer.replace("@" + nonce + " " + name + "\n", ""))),
                        Stream.of(
                                spoilt(
                                        "a-section-without-a-name",
                                        0,
                                        CREATES,
                                        (answer, nonce) -> answer.replace("\nEND ", "\n@" + nonce + " \nx\nEND ")),
                                spoilt(
                                        "a-section-with-a-long-name",
                                        0,
                                        CREATES,
                                        (answer, nonce) -> answer.replace(
                                                "\nEND ", "\n@" + nonce + " " + "n".repeat(MEBIBYTE) + "\nx\nEND ")),
                                spoilt(
                                        "a-section-twice",
                                        FAILED,
                                        CHANGING,
                                        (answer, nonce) ->
                                                answer.replace("\nEND ", "\n@" + nonce + " contents\nmore\nEND ")),
                                spoilt(
                                        "a-section-without-an-end",
                                        FAILED,
                                        CUT,
                                        (answer, nonce) -> answer.substring(0, answer.indexOf("links\n"))),
                                spoilt("sections-in-another-order", 0, CREATES, HostileAnswers::lastSectionFirst)))
                .toList();
    }

    private static List<HostileCase> numbers() {
        return List.of(
                stat("a-negative-size", FAILED, NONSENSE, "-1 81a4 0 0 7 1.0", EVIL),
                stat("a-size-past-all-numbers", FAILED, NONSENSE, "99999999999999999999 81a4 0 0 7 1.0", EVIL),
                stat("the-biggest-size", FAILED, NONSENSE, "9223372036854775807 81a4 0 0 7 1.0", EVIL),
                stat("a-size-past-an-int", 0, CREATES, "2147483648 81a4 0 0 7 1.0", EVIL),
                stat("more-than-there-is", FAILED, CHANGING, "1000 81a4 0 0 7 1.0", EVIL),
                stat("a-negative-mode", FAILED, NONSENSE, "0 -81a4 0 0 7 1.0", EVIL),
                stat("a-mode-past-an-int", FAILED, NONSENSE, "0 ffffffff81a4 0 0 7 1.0", EVIL),
                stat("a-negative-owner", FAILED, NONSENSE, "0 81a4 -1 -1 7 1.0", EVIL),
                stat("an-owner-past-all-numbers", FAILED, NONSENSE, "0 81a4 99999999999999999999 0 7 1.0", EVIL),
                stat("the-biggest-owner", 0, CREATES, "0 81a4 4294967295 4294967295 7 1.0", EVIL),
                stat("a-size-in-another-base", FAILED, NONSENSE, "0x0 81a4 0 0 7 1.0", EVIL),
                stat("a-link-without-a-target", FAILED, CHANGING, "0 a1ff 0 0 7 1.0", EVIL),
                stat("columns-missing", FAILED, NONSENSE, "0 81a4", EVIL));
    }

    private static List<HostileCase> names() {
        return List.of(
                name("a-path-that-climbs", "../../../../root/.ssh/authorized_keys"),
                name("a-path-from-the-root", "/etc/passwd"),
                name("a-path-with-an-empty-part", "etc//systemd/system/evil-a.service"),
                name("a-path-that-climbs-midway", "etc/systemd/system/../../passwd"),
                name("a-path-that-stays", "etc/systemd/system/./evil-a.service"),
                name("an-option-for-a-name", "etc/systemd/system/-rf"),
                name("a-command-for-a-name", "etc/systemd/system/$(reboot).service"),
                name("a-name-too-long-for-a-unit", "etc/systemd/system/evil-" + "a".repeat(300) + ".service"),
                name("a-very-deep-path", "x/".repeat(200_000) + "evil-a.service"),
                name("a-painted-name", "etc/systemd/system/evil-" + PAINT.replace("\n", "") + ".service"),
                name("a-name-that-is-no-text", "etc/systemd/system/evil-\u00c3(.service"),
                name("no-name", ""));
    }

    private static HostileCase name(String name, String path) {
        return stat(name, 0, CREATES, "0 81a4 0 0 7 1.0", path);
    }

    private static HostileCase stat(String name, int status, String says, String columns, String path) {
        return lies(name, status, says, () -> new FakeMachine().stat(columns + " " + path + "\n"));
    }

    private static String failing(String nonce, String report) {
        return "BEGIN " + nonce + "\n\n@" + nonce + " failed\n" + report + "\nEND " + nonce + " 1\n";
    }

    private static String lastSectionFirst(String answer, String nonce) {
        String mark = "\n@" + nonce + " ";
        int first = answer.indexOf(mark);
        int last = answer.lastIndexOf(mark);
        int end = answer.indexOf("\nEND ");
        return answer.substring(0, first)
                + answer.substring(last, end)
                + answer.substring(first, last)
                + answer.substring(end);
    }
}

package dev.converge.cli;

import static dev.converge.cli.HostileCase.answers;
import static dev.converge.cli.HostileCase.change;
import static dev.converge.cli.HostileCase.confirmation;
import static dev.converge.cli.HostileCase.confirms;
import static dev.converge.cli.HostileCase.harmless;
import static dev.converge.cli.HostileCase.lies;
import static dev.converge.cli.HostileCase.login;
import static dev.converge.cli.HostileCase.probe;
import static dev.converge.cli.HostileCase.spoilt;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.converge.cli.ScriptedSshd.Exchange;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.util.buffer.Buffer;

/** The hosts of {@link HostileHostsTest}. */
final class HostileCases {

    /** What terminals are attacked with: C0, C1, OSC, CSI, bidirectional overrides; as the bytes a host sends. */
    static final String PAINT =
            bytes("\u001b[2J\u001b]0;title\u0007\u001b]52;c;ZXZpbA==\u001b\\\u009b31m\u009d0;t\u009c"
                            + "\u202egpj.exe\u2066x\u2069\r\b\u007f\u0000\u200b\ufeff\u0085\u2028")
                    + "\u009b\u00ff";

    private static final String FOREIGN = "Another program answered";
    private static final String CUT = "The answer was cut short";
    private static final String NONSENSE = "The host's answer makes no sense";
    private static final String CHANGING = "Unit files changed while they were read";
    private static final String TOO_LONG = "The answer is too long";
    private static final String TOO_SLOW = "The command took too long";
    private static final String LOST = "Connection lost";
    private static final String CREATES = "/etc/systemd/system/web.service";
    private static final String NEVER_BEGAN = "The change never began";
    private static final String NOT_RUN = "The shell did not run the change";
    private static final String EVIL = "etc/systemd/system/evil-a.service";
    private static final int FAILED = 3;
    private static final int UNREACHABLE = 4;
    private static final int MEBIBYTE = 1024 * 1024;

    private HostileCases() {}

    static Stream<HostileCase> all() {
        return Stream.of(
                        frames(),
                        sections(),
                        numbers(),
                        names(),
                        texts(),
                        floods(),
                        silences(),
                        protocol(),
                        logins(),
                        changes(),
                        confirmations())
                .flatMap(List::stream)
                .map(hostile -> isAboutTime(hostile) ? hostile.slow() : hostile);
    }

    private static boolean isAboutTime(HostileCase hostile) {
        return hostile.says().equals(TOO_SLOW) || hostile.name().matches("(silence|a-byte-a-second).*");
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
                                spoilt("sections-in-another-order", 0, CREATES, HostileCases::lastSectionFirst)))
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

    private static List<HostileCase> floods() {
        return List.of(
                probe("endless-output", FAILED, TOO_LONG, exchange -> forever(exchange.out(), "yes\n".repeat(4096))),
                probe("one-endless-line", FAILED, TOO_LONG, exchange -> forever(exchange.out(), "y".repeat(16384))),
                probe("endless-zeroes", FAILED, TOO_LONG, exchange -> forever(exchange.out(), "\0".repeat(16384))),
                probe("endless-output-in-a-frame", FAILED, TOO_LONG, exchange -> {
                    exchange.say("BEGIN " + exchange.nonce() + "\n");
                    return forever(exchange.out(), ("\n@" + exchange.nonce() + " stat\n").repeat(400));
                }),
                probe("endless-complaints", FAILED, TOO_SLOW, exchange -> forever(exchange.err(), "no\n".repeat(4096))),
                change(
                        "endless-output-of-the-change",
                        FAILED,
                        NEVER_BEGAN,
                        exchange -> forever(exchange.out(), "yes\n".repeat(4096))),
                change("endless-notes", FAILED, NEVER_BEGAN, exchange -> {
                    exchange.say("BEGIN " + exchange.nonce() + "\n");
                    return forever(exchange.out(), "note again\n".repeat(4096));
                }));
    }

    private static List<HostileCase> silences() {
        return List.of(
                probe("silence", FAILED, TOO_SLOW, exchange -> wait(exchange)),
                probe("a-byte-a-second", FAILED, TOO_SLOW, exchange -> drip(exchange)),
                probe("an-answer-that-never-ends", FAILED, TOO_SLOW, exchange -> {
                    exchange.honestly();
                    return wait(exchange);
                }),
                probe("nothing-but-closing", FAILED, "The host", exchange -> {
                    exchange.channel().close(true);
                    return wait(exchange);
                }),
                probe("an-answer-without-a-status", UNREACHABLE, "The host", exchange -> {
                    exchange.honestly();
                    exchange.channel().close(false);
                    return wait(exchange);
                }),
                change("silence-at-the-change", FAILED, NEVER_BEGAN, exchange -> wait(exchange)),
                change("a-byte-a-second-at-the-change", FAILED, NEVER_BEGAN, exchange -> drip(exchange)),
                change("hanging-up-at-the-change", FAILED, NEVER_BEGAN, exchange -> {
                    exchange.session().close(true);
                    return 0;
                }));
    }

    private static List<HostileCase> protocol() {
        return List.of(
                harmless("a-status-that-lies", CREATES, exchange -> {
                    exchange.honestly();
                    return 255;
                }),
                harmless("channels-back-to-us", CREATES, exchange -> {
                    for (String type : List.of(
                            "session", "x11", "forwarded-tcpip", "auth-agent@openssh.com", "direct-tcpip", PAINT)) {
                        Buffer open = exchange.session().createBuffer(SshConstants.SSH_MSG_CHANNEL_OPEN);
                        open.putString(type);
                        open.putUInt(77);
                        open.putUInt(MEBIBYTE);
                        open.putUInt(32768);
                        open.putString("127.0.0.1");
                        open.putUInt(22);
                        open.putString("127.0.0.1");
                        open.putUInt(22);
                        exchange.session().writePacket(open);
                    }
                    return exchange.honestly();
                }),
                harmless("requests-to-forward", CREATES, exchange -> {
                    for (String request : List.of(
                            "tcpip-forward", "hostkeys-00@openssh.com", "no-more-sessions@openssh.com", PAINT)) {
                        Buffer ask = exchange.session().createBuffer(SshConstants.SSH_MSG_GLOBAL_REQUEST);
                        ask.putString(request);
                        ask.putBoolean(true);
                        ask.putString("0.0.0.0");
                        ask.putUInt(2222);
                        exchange.session().writePacket(ask);
                    }
                    return exchange.honestly();
                }),
                harmless("new-keys-again-and-again", CREATES, exchange -> {
                    for (int i = 0; i < 5; i++) {
                        exchange.session().reExchangeKeys().verify(5_000);
                    }
                    return exchange.honestly();
                }),
                harmless("paint-for-whoever-debugs", CREATES, exchange -> {
                    for (int i = 0; i < 100; i++) {
                        Buffer debug = exchange.session().createBuffer(SshConstants.SSH_MSG_DEBUG);
                        debug.putBoolean(true);
                        debug.putString(PAINT);
                        debug.putString("en");
                        exchange.session().writePacket(debug);
                    }
                    return exchange.honestly();
                }),
                probe("packets-to-be-ignored-for-ever", FAILED, TOO_SLOW, exchange -> {
                    while (!exchange.session().isClosed()) {
                        Buffer ignore = exchange.session().createBuffer(SshConstants.SSH_MSG_IGNORE);
                        ignore.putString("x".repeat(1000));
                        exchange.session().writePacket(ignore).verify(5_000);
                    }
                    return 0;
                }),
                probe("packets-of-no-known-kind", UNREACHABLE, "", exchange -> {
                    exchange.session().writePacket(exchange.session().createBuffer((byte) 199));
                    exchange.session().writePacket(exchange.session().createBuffer(SshConstants.SSH_MSG_UNIMPLEMENTED));
                    return wait(exchange);
                }),
                probe("a-painted-goodbye", UNREACHABLE, LOST, exchange -> {
                    exchange.session().disconnect(2, text(PAINT) + "bye");
                    return wait(exchange);
                }),
                probe("a-long-goodbye", UNREACHABLE, LOST, exchange -> {
                    exchange.session().disconnect(2, "b".repeat(30_000));
                    return wait(exchange);
                }),
                change("a-painted-goodbye-at-the-change", FAILED, NEVER_BEGAN, exchange -> {
                    exchange.session().disconnect(2, text(PAINT) + "bye");
                    return wait(exchange);
                }),
                probe("data-for-a-channel-there-is-not", UNREACHABLE, LOST, exchange -> {
                    Buffer data = exchange.session().createBuffer(SshConstants.SSH_MSG_CHANNEL_DATA);
                    data.putUInt(4_000_000_000L);
                    data.putString("x");
                    exchange.session().writePacket(data);
                    return wait(exchange);
                }));
    }

    private static List<HostileCase> logins() {
        return List.of(
                login("a-painted-goodbye-at-login", "Login as ", (user, key, session) -> {
                    try {
                        session.disconnect(2, text(PAINT) + "bye");
                    } catch (IOException gone) {
                        throw new UncheckedIOException(gone);
                    }
                    return false;
                }),
                login("hanging-up-at-login", "Login as ", (user, key, session) -> {
                    session.close(true);
                    return false;
                }),
                login("refused-at-login", "does not let the user in", (user, key, session) -> false));
    }

    private static List<HostileCase> changes() {
        return List.of(
                change("garbage-at-the-change", FAILED, NOT_RUN, exchange -> {
                    exchange.say(noise(4096));
                    return 0;
                }),
                change("nothing-at-the-change", FAILED, NOT_RUN, exchange -> 0),
                change("complaints-at-the-change", FAILED, NOT_RUN, exchange -> {
                    exchange.err().write((PAINT + "\n").repeat(5_000).getBytes(ISO_8859_1));
                    exchange.err().flush();
                    return 1;
                }),
                change("a-change-without-an-end", FAILED, NEVER_BEGAN, exchange -> {
                    exchange.say("BEGIN " + exchange.nonce() + "\ndid swap\noutcome applied\n");
                    return 0;
                }),
                change("a-change-without-an-end-and-a-long-line", FAILED, NEVER_BEGAN, exchange -> {
                    exchange.say("BEGIN " + exchange.nonce() + "\ndid " + "d".repeat(4 * MEBIBYTE));
                    return 0;
                }),
                change("the-end-of-another-change", FAILED, NEVER_BEGAN, exchange -> {
                    exchange.say("BEGIN " + exchange.nonce() + "\noutcome applied\nEND " + "0".repeat(32) + " 0\n");
                    return 0;
                }),
                change("a-change-in-the-name-of-another", FAILED, NOT_RUN, exchange -> {
                    exchange.say("BEGIN " + "0".repeat(32) + "\noutcome applied\nEND " + "0".repeat(32) + " 0\n");
                    return 0;
                }),
                answers("no-outcome", FAILED, NEVER_BEGAN, "did swap"),
                answers("an-unknown-outcome", FAILED, NEVER_BEGAN, "outcome perfect"),
                answers("a-lie", FAILED, "not settled", "outcome applied"),
                answers("two-outcomes", FAILED, "not settled", "outcome applied\noutcome undone"),
                answers(
                        "paint-in-a-failure",
                        FAILED,
                        "rolled back",
                        "failed start " + PAINT + "\nnote " + PAINT + "\noutcome undone"),
                answers(
                        "paint-in-what-is-left",
                        6,
                        "rollback failed",
                        "failed " + PAINT + "\nleft " + PAINT + "\nstuck " + PAINT + "\noutcome stuck"),
                answers(
                        "paint-in-what-moved",
                        5,
                        "refused",
                        "recovered " + PAINT + "\nmoved " + PAINT + "\nnow l:" + PAINT + "\ndenied " + PAINT
                                + "\noutcome refused"),
                answers(
                        "paint-in-what-does-not-fit",
                        FAILED,
                        "systemd refuses a unit file",
                        "unfit " + PAINT + "\noutcome unfit"),
                answers(
                        "paint-in-who-holds-the-lock",
                        FAILED,
                        "Another run is changing the host",
                        "note run by " + PAINT + "\noutcome busy"),
                answers(
                        "paint-in-what-did-not-begin",
                        FAILED,
                        "could not be prepared",
                        "failed " + PAINT + "\nnote " + PAINT + "\noutcome not-begun"),
                answers(
                        "numbers-in-what-moved",
                        5,
                        "refused",
                        "moved /a\nnow f:99999999999:-1:x:y\nmoved /b\nnow f:7777:" + "9".repeat(100) + ":"
                                + "9".repeat(100) + ":" + "a".repeat(64) + "\noutcome refused"),
                answers(
                        "very-many-notes",
                        FAILED,
                        "rolled back",
                        "failed x\n" + "note again and again\n".repeat(200_000) + "outcome undone"),
                answers(
                        "very-much-left",
                        6,
                        "rollback failed",
                        "failed x\n" + "left here and there\n".repeat(200_000) + "outcome stuck"),
                answers("very-much-moved", 5, "refused", "moved /a\nnow -\n".repeat(200_000) + "outcome refused"),
                answers(
                        "very-much-unfit",
                        FAILED,
                        "systemd refuses a unit file",
                        "unfit here and there\n".repeat(200_000) + "outcome unfit"),
                answers(
                        "a-very-long-note",
                        FAILED,
                        "rolled back",
                        "failed " + "f".repeat(MEBIBYTE) + "\nnote " + "n".repeat(MEBIBYTE) + "\noutcome undone"));
    }

    private static List<HostileCase> confirmations() {
        return List.of(
                confirms("a-lie-at-the-confirmation", FAILED, "not settled", "await 30\noutcome applied"),
                confirms(
                        "undone-at-the-confirmation",
                        FAILED,
                        "rolled back",
                        "await 30\nfailed " + PAINT + "\noutcome undone"),
                confirms(
                        "stuck-at-the-confirmation",
                        6,
                        "rollback failed",
                        "left " + PAINT + "\nstuck " + PAINT + "\noutcome stuck"),
                confirms(
                        "refused-at-the-confirmation",
                        5,
                        "refused",
                        "used " + PAINT + " " + PAINT + "\ndrifted " + PAINT + "\noutcome refused"),
                confirms(
                        "much-refused-at-the-confirmation",
                        5,
                        "refused",
                        "drifted x\n".repeat(200_000) + "outcome refused"),
                confirms("pending-for-ever", FAILED, "The change is still going on", "outcome pending"),
                confirms("awaiting-for-ever", FAILED, "unknown", "await 99999999999999999999\nawait -1"),
                confirmation(
                        "garbage-at-the-confirmation", FAILED, "could not be asked how the change ended", exchange -> {
                            exchange.say(noise(4096));
                            return 0;
                        }),
                confirmation("a-forged-confirmation", FAILED, "could not be asked how the change ended", exchange -> {
                    exchange.say("BEGIN " + "0".repeat(32) + "\noutcome applied\nEND " + "0".repeat(32) + " 0\n");
                    return 0;
                }),
                confirmation("hanging-up-at-the-confirmation", UNREACHABLE, "unknown", exchange -> {
                    exchange.session().disconnect(2, text(PAINT) + "bye");
                    return wait(exchange);
                }),
                confirmation("silence-at-the-confirmation", FAILED, "unknown", exchange -> wait(exchange)),
                confirmation(
                        "endless-output-of-the-confirmation",
                        FAILED,
                        "unknown",
                        exchange -> forever(exchange.out(), "yes\n".repeat(4096))));
    }

    private static FakeMachine evil(String content) {
        return new FakeMachine().file("etc/systemd/system/evil-a.service", content);
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

    private static String noise(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return new String(bytes, ISO_8859_1);
    }

    /** Each byte of the text in UTF-8 as a character, as {@link Exchange#say} wants it. */
    private static String bytes(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }

    private static String text(String bytes) {
        return new String(bytes.getBytes(ISO_8859_1), UTF_8);
    }

    private static int forever(OutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(ISO_8859_1);
        while (true) {
            out.write(bytes);
            out.flush();
        }
    }

    private static int wait(Exchange exchange) throws InterruptedException {
        while (!exchange.session().isClosed()) {
            Thread.sleep(100);
        }
        return 0;
    }

    private static int drip(Exchange exchange) throws IOException, InterruptedException {
        while (!exchange.session().isClosed()) {
            exchange.say("\n");
            Thread.sleep(1_000);
        }
        return 0;
    }
}

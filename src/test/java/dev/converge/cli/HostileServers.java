package dev.converge.cli;

import static dev.converge.cli.HostileBytes.MEBIBYTE;
import static dev.converge.cli.HostileBytes.PAINT;
import static dev.converge.cli.HostileBytes.drip;
import static dev.converge.cli.HostileBytes.forever;
import static dev.converge.cli.HostileBytes.hold;
import static dev.converge.cli.HostileBytes.text;
import static dev.converge.cli.HostileCase.change;
import static dev.converge.cli.HostileCase.harmless;
import static dev.converge.cli.HostileCase.login;
import static dev.converge.cli.HostileCase.probe;
import static dev.converge.cli.HostileSays.CREATES;
import static dev.converge.cli.HostileSays.FAILED;
import static dev.converge.cli.HostileSays.LOST;
import static dev.converge.cli.HostileSays.NEVER_BEGAN;
import static dev.converge.cli.HostileSays.TOO_LONG;
import static dev.converge.cli.HostileSays.TOO_SLOW;
import static dev.converge.cli.HostileSays.UNREACHABLE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.util.buffer.Buffer;

/** Servers that flood, keep silent, break the protocol, or turn us away. */
final class HostileServers {

    private HostileServers() {}

    static Stream<HostileCase> all() {
        return Stream.of(floods(), silences(), protocol(), logins()).flatMap(List::stream);
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
                probe("silence", FAILED, TOO_SLOW, exchange -> hold(exchange)),
                probe("a-byte-a-second", FAILED, TOO_SLOW, exchange -> drip(exchange)),
                probe("an-answer-that-never-ends", FAILED, TOO_SLOW, exchange -> {
                    exchange.honestly();
                    return hold(exchange);
                }),
                probe("nothing-but-closing", FAILED, TOO_SLOW, exchange -> {
                    exchange.channel().close(true);
                    return hold(exchange);
                }),
                probe("an-answer-without-a-status", UNREACHABLE, LOST, exchange -> {
                    exchange.honestly();
                    exchange.channel().close(false);
                    return hold(exchange);
                }),
                change("silence-at-the-change", FAILED, NEVER_BEGAN, exchange -> hold(exchange)),
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
                    return hold(exchange);
                }),
                probe("a-painted-goodbye", UNREACHABLE, LOST, exchange -> {
                    exchange.session().disconnect(2, text(PAINT) + "bye");
                    return hold(exchange);
                }),
                probe("a-long-goodbye", UNREACHABLE, LOST, exchange -> {
                    exchange.session().disconnect(2, "b".repeat(30_000));
                    return hold(exchange);
                }),
                change("a-painted-goodbye-at-the-change", FAILED, NEVER_BEGAN, exchange -> {
                    exchange.session().disconnect(2, text(PAINT) + "bye");
                    return hold(exchange);
                }),
                probe("data-for-a-channel-there-is-not", UNREACHABLE, LOST, exchange -> {
                    Buffer data = exchange.session().createBuffer(SshConstants.SSH_MSG_CHANNEL_DATA);
                    data.putUInt(4_000_000_000L);
                    data.putString("x");
                    exchange.session().writePacket(data);
                    return hold(exchange);
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
}

package dev.converge.cli;

import static dev.converge.cli.HostileBytes.MEBIBYTE;
import static dev.converge.cli.HostileBytes.PAINT;
import static dev.converge.cli.HostileBytes.forever;
import static dev.converge.cli.HostileBytes.hold;
import static dev.converge.cli.HostileBytes.noise;
import static dev.converge.cli.HostileBytes.text;
import static dev.converge.cli.HostileCase.answers;
import static dev.converge.cli.HostileCase.change;
import static dev.converge.cli.HostileCase.confirmation;
import static dev.converge.cli.HostileCase.confirms;
import static dev.converge.cli.HostileSays.FAILED;
import static dev.converge.cli.HostileSays.NEVER_BEGAN;
import static dev.converge.cli.HostileSays.NOT_RUN;
import static dev.converge.cli.HostileSays.UNREACHABLE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.stream.Stream;

/** Hosts that are planned without any trouble, and answer the change or its confirmation badly. */
final class HostileChanges {

    private HostileChanges() {}

    static Stream<HostileCase> all() {
        return Stream.of(changes(), confirmations()).flatMap(List::stream);
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
                    return hold(exchange);
                }),
                confirmation("silence-at-the-confirmation", FAILED, "unknown", exchange -> hold(exchange)),
                confirmation(
                        "endless-output-of-the-confirmation",
                        FAILED,
                        "unknown",
                        exchange -> forever(exchange.out(), "yes\n".repeat(4096))));
    }
}

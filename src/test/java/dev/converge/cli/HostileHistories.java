package dev.converge.cli;

import static dev.converge.cli.HostileBytes.MARKUP;
import static dev.converge.cli.HostileBytes.MEBIBYTE;
import static dev.converge.cli.HostileBytes.PAINT;
import static dev.converge.cli.HostileBytes.drip;
import static dev.converge.cli.HostileBytes.forever;
import static dev.converge.cli.HostileBytes.hold;
import static dev.converge.cli.HostileBytes.noise;
import static dev.converge.cli.HostileCase.history;
import static dev.converge.cli.HostileCase.lies;
import static dev.converge.cli.HostileCase.spoiltHistory;
import static dev.converge.cli.HostileSays.CUT;
import static dev.converge.cli.HostileSays.FAILED;
import static dev.converge.cli.HostileSays.LOST;
import static dev.converge.cli.HostileSays.TOO_LONG;
import static dev.converge.cli.HostileSays.TOO_SLOW;
import static dev.converge.cli.HostileSays.UNREACHABLE;

import java.util.List;
import java.util.stream.Stream;

/** Hosts that lie about their earlier runs. */
final class HostileHistories {

    static final String ABOUT = """
            run run-1
            by somebody
            since 2026-11-22T03:15:00Z
            plays web
            changes 2
            jobs 3
            until 2026-11-22T03:15:09Z
            outcome applied
            """;

    private static final String FOREIGN = "Something else than history.sh answered";
    private static final String NONSENSE = "The host's history makes no sense";
    private static final String CHANGED = "The history changed while it was read";
    private static final String RUN = "run-1";

    private HostileHistories() {}

    static Stream<HostileCase> all() {
        return Stream.of(answers(), records(), servers()).flatMap(List::stream);
    }

    private static List<HostileCase> answers() {
        return List.of(
                spoiltHistory("history-of-garbage", FAILED, FOREIGN, (answer, nonce) -> noise(4096)),
                spoiltHistory("no-history", FAILED, FOREIGN, (answer, nonce) -> ""),
                spoiltHistory("painted-history", FAILED, FOREIGN, (answer, nonce) -> PAINT),
                spoiltHistory(
                        "history-without-an-end",
                        FAILED,
                        CUT,
                        (answer, nonce) -> answer.substring(0, answer.indexOf("\nEND "))),
                spoiltHistory(
                        "history-of-another-run",
                        FAILED,
                        FOREIGN,
                        (answer, nonce) -> answer.replace(nonce, "0".repeat(32))),
                spoiltHistory(
                        "history-without-files",
                        FAILED,
                        NONSENSE,
                        (answer, nonce) -> answer.replace("@" + nonce + " files\n", "")),
                spoiltHistory(
                        "a-painted-failure-of-history",
                        FAILED,
                        "The history cannot be read on the host",
                        (answer, nonce) ->
                                "BEGIN " + nonce + "\n\n@" + nonce + " failed\n" + PAINT + "\nEND " + nonce + " 1\n"),
                spoiltHistory("history-shorter-than-told", FAILED, CHANGED, (answer, nonce) -> sized(answer, "9999")),
                spoiltHistory("history-longer-than-told", FAILED, CHANGED, (answer, nonce) -> sized(answer, "1")),
                spoiltHistory("history-of-negative-size", FAILED, NONSENSE, (answer, nonce) -> sized(answer, "-1")),
                spoiltHistory(
                        "history-of-a-size-past-all-numbers",
                        FAILED,
                        NONSENSE,
                        (answer, nonce) -> sized(answer, "9".repeat(40))),
                spoiltHistory(
                        "a-painted-name-in-the-history",
                        FAILED,
                        NONSENSE,
                        (answer, nonce) -> answer.replace("hist/run-1", "hist/" + PAINT)),
                spoiltHistory(
                        "a-path-in-the-history-that-climbs",
                        0,
                        "",
                        (answer, nonce) -> answer.replace("hist/run-1", "hist/../../../etc/run-1")));
    }

    private static String sized(String answer, String size) {
        return answer.replaceFirst("[0-9]+ hist/run-1/about", size + " hist/run-1/about");
    }

    private static List<HostileCase> records() {
        return List.of(
                record("paint-in-what-a-run-says-of-itself", PAINT.replace("\n", "")),
                record("markup-in-what-a-run-says-of-itself", MARKUP),
                record("a-very-long-word-of-a-run", "w".repeat(MEBIBYTE / 2)),
                lies(
                        "very-many-notes-of-a-run",
                        0,
                        RUN,
                        () -> new FakeMachine()
                                .kept("hist/run-1/about", ABOUT.replace("applied", "undone"))
                                .kept("hist/run-1/answer", "failed x\n" + "note again and again\n".repeat(40_000))),
                lies("very-many-runs", 0, RUN, HostileHistories::manyRuns));
    }

    private static HostileCase record(String name, String text) {
        return lies(
                name,
                0,
                RUN,
                () -> new FakeMachine()
                        .kept(
                                "hist/run-1/about",
                                ABOUT.replace("somebody", text)
                                        .replace("since 2026", "since " + text)
                                        .replace("until 2026", "until " + text)
                                        .replace("plays web", "plays web " + text)
                                        .replace("outcome applied", "outcome undone\nundoes " + text))
                        .kept("hist/run-1/answer", "failed start " + text + "\nnote " + text + "\n")
                        .kept("hist/run-1/plan", text + "\nend\n"));
    }

    private static FakeMachine manyRuns() {
        FakeMachine machine = new FakeMachine();
        for (int run = 1; run < 5_000; run++) {
            machine.kept("hist/run-" + run + "/about", ABOUT.replace("run-1", "run-" + run));
        }
        return machine;
    }

    private static List<HostileCase> servers() {
        return List.of(
                history("endless-history", FAILED, TOO_LONG, exchange -> {
                    exchange.say("BEGIN " + exchange.nonce() + "\n\n@" + exchange.nonce() + " files\n");
                    return forever(exchange.out(), "1 hist/run-1/about\n".repeat(1000));
                }),
                history("silence-about-the-history", FAILED, TOO_SLOW, exchange -> hold(exchange)),
                history("a-byte-a-second-of-history", FAILED, TOO_SLOW, exchange -> drip(exchange)),
                history("hanging-up-instead-of-history", UNREACHABLE, LOST, exchange -> {
                    exchange.session().disconnect(2, PAINT + "bye");
                    return hold(exchange);
                }));
    }
}

package dev.converge.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.fuzz.Fuzz;
import dev.converge.host.HostFailureException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a host answers when it is asked for its history: a history or a refusal, never another exception and never a hang. */
@Timeout(120)
final class HistoryFuzzTest {

    private static final String JOURNAL = """
            1
            -
            -
            l:/dev/null
            0
            /etc/systemd/system/x.service
            2
            @1000:1000:/home/anna/.config/systemd/user/.converge-run-1
            f:644:1000:1000:%1$s
            -
            0
            /home/anna/.config/systemd/user/a.service
            9
            -
            -
            f:600:0:0:%1$s
            20
            /etc/systemd/system/.converge/manifest
            end
            """.formatted("a".repeat(64));

    private static final Map<String, String> FILES = new TreeMap<>(Map.of(
            "hist/run-1/about",
            """
            run run-1
            by me
            since 2026-11-22T03:15:00Z
            plays tank polyscan
            changes 2
            jobs 3
            until 2026-11-22T03:15:09Z
            outcome applied
            """,
            "hist/run-1/answer",
            "failed start\nnote it ended\n",
            "hist/run-1/plan",
            JOURNAL,
            "hist/run-1/jobs",
            "daemon-reload\nrestart x.service\n",
            "hist/run-1/touched.1001",
            "x.service\nactive\n/x\n",
            "hist/run-1/user.anna/account",
            "1000:1000\n/home/anna\n",
            "hist/run-1/user.anna/jobs",
            "start a.service\n",
            "hist/run-2/about",
            "run run-2\nby me\nsince 2026-11-23T03:15:00Z\nundoes run-1\noutcome applied\n",
            "hist/run-2/plan",
            JOURNAL,
            "txn/about",
            "run run-3\nby me\nsince 2026-11-24T03:15:00Z\n"));

    private static final List<String> PIECES = List.of(
            "run run-1\n",
            "outcome applied\n",
            "undoes run-1\n",
            "changes 99999999999\n",
            "end\n",
            "1\n",
            "-\n",
            "l:/x\n",
            "f:644:0:0:a\n",
            "f:7777:99999999999:-1:x\n",
            "/etc/x\n",
            "/etc/../x\n",
            "@1:1:/\n",
            "\n",
            "\0",
            "\r",
            "\u202e",
            " ",
            "x");

    @Test
    void aDamagedAnswerGivesAHistoryOrARefusal() {
        String sound = HistoryAnswer.of(FILES);
        assertThat(sound).contains("END");

        Fuzz.run(3_000, dice -> dice.damaged(sound), HistoryFuzzTest::read);
    }

    /** The frame holds, so that what is in the files is looked at. */
    @Test
    void aRecordWithAnythingInItGivesAHistory() {
        List<String> names = List.copyOf(FILES.keySet());

        Fuzz.run(
                3_000,
                dice -> {
                    Map<String, String> files = new TreeMap<>(FILES);
                    files.compute(
                            dice.pick(names),
                            (name, sound) -> dice.one(3) ? dice.text(PIECES, 20) : dice.damaged(String.valueOf(sound)));
                    return HistoryAnswer.of(files);
                },
                HistoryFuzzTest::read);
    }

    @Test
    void noPieceRepeatedTakesLong() {
        for (String name : List.of("hist/run-1/about", "hist/run-1/plan", "hist/run-1/jobs", "hist/run-1/answer")) {
            Fuzz.blowUp(PIECES, text -> {
                Map<String, String> files = new TreeMap<>(FILES);
                files.put(name, text);
                read(HistoryAnswer.of(files));
            });
        }
    }

    private static void read(String answer) {
        try {
            HostHistory history = HistoryAnswer.read(answer);
            history.runs().forEach(history::hindrance);
            history.last();
        } catch (HostFailureException refused) {
            // A refusal is as good as a history.
            return;
        }
    }
}
